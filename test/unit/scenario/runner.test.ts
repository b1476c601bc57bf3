import { expect, test } from "vitest";
import { targetBackends } from "../../../sim/fleet/backend/target-backend.js";
import { parseTarget } from "../../../sim/model/control/parse-target.js";
import { DeskfleetError } from "../../../sim/model/errors.js";
import { exitCodes } from "../../../sim/model/exit-codes.js";
import { runAll, scenarioOf, startReal } from "./scene.js";

const passing = scenarioOf(
  "A desk starts",
  `phones: { desk: { model: CIP270, location: new-york } }
steps:
  - power-on: desk
  - expect: { phone: desk, state: BLANK, keys: [Login], mapping: none }
`,
);

const failing = scenarioOf(
  "A desk is somebody's at once",
  `phones: { desk: { model: CIP270, location: new-york } }
steps:
  - power-on: desk
  - expect: { phone: desk, state: BLANK }
  - expect: { phone: desk, registered: "1001", state: USER, within: 50ms }
  - expect: { phone: desk, state: BLANK }
cleanup:
  - delete-mapping: desk
  - power-off: desk
`,
);

test("what holds passes, and every step is reported with its line", async () => {
  const { end, summary } = await runAll([passing]);
  expect(end).toMatchObject({ verdict: "passed", counts: { passed: 1, failed: 0 } });
  expect(summary.scenarios[0]?.steps).toMatchObject([
    { line: 5, text: "power-on: desk", verdict: "passed" },
    { line: 6, verdict: "passed" },
  ]);
});

test("a failure has what was expected and last seen; the rest is skipped, cleanup runs and changes nothing", async () => {
  const { end, summary, transcript } = await runAll([failing]);
  expect(end).toMatchObject({ verdict: "failed", counts: { failed: 1 } });
  const [scenario] = summary.scenarios;
  expect(scenario?.steps.map(({ verdict }) => verdict)).toEqual([
    "passed",
    "passed",
    "failed",
    "skipped",
    "blocked",
    "passed",
  ]);
  expect(scenario?.steps[2]).toMatchObject({
    message: "did not hold within 0.05 s",
    expected: "desk: state USER; desk: registered as 1001",
    lastSeen: expect.stringMatching(/^desk: state BLANK.*; desk: unregistered$/),
  });
  expect(scenario?.reason).toMatch(
    /^line 7, expect: .*: expected .*registered as 1001; seen desk: state BLANK/,
  );
  expect(transcript.events.some((event) => event.type === "power" && !event.on)).toBe(true);
});

test("a step that a phone cannot do fails with what the phone shows", async () => {
  const { summary } = await runAll([
    scenarioOf(
      "Nobody is logged in",
      `phones: { desk: { model: CIP270, location: new-york } }
steps:
  - power-on: desk
  - logout: desk
`,
    ),
  ]);
  expect(summary.scenarios[0]).toMatchObject({ verdict: "failed" });
  expect(summary.scenarios[0]?.steps[1]).toMatchObject({
    message: "desk has no key of type app-logout",
    lastSeen: expect.stringContaining("keys Login"),
  });
});

test("a scenario that fails and then passes is flaky; one that keeps failing is failed", async () => {
  let starts = 0;
  const reboots = scenarioOf(
    "The first login reboots",
    `phones: { desk: { model: CIP230, location: new-york } }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008", rebooted: true, within: 1s }
`,
  );
  const { end, summary } = await runAll([reboots], {
    retries: 2,
    startBackend: (setup, start) => {
      starts++;
      return startReal(setup, { ...start, faults: starts === 1 ? ["first-login-reboot-missing"] : [] });
    },
  });
  expect(starts).toBe(2);
  expect(end).toMatchObject({ verdict: "passed", counts: { flaky: 1, passed: 0 } });
  expect(summary.scenarios[0]).toMatchObject({ verdict: "flaky", earlier: [{ verdict: "failed" }] });
  expect(summary.scenarios[0]?.earlier[0]?.reason).toContain("a reboot since the last step on it");
  const hopeless = await runAll([failing], { retries: 1 });
  expect(hopeless.end.counts).toMatchObject({ failed: 1, flaky: 0 });
  expect(hopeless.summary.scenarios[0]?.earlier).toHaveLength(1);
});

test("what cannot be judged is blocked, never passed and never failed", async () => {
  const target = parseTarget({
    file: "t.yaml",
    text: "target: x\nkind: live\nconfig-server: http://127.0.0.1:1/\nsip: { host: 127.0.0.1 }\n",
  });
  const unread = scenarioOf(
    "Nobody has a contact",
    `phones: { desk: { model: CIP270, location: new-york } }
steps:
  - expect: { contacts: { "1001": 0 } }
`,
  );
  const forbidden = scenarioOf(
    "Help comes",
    `phones: { desk: { model: CIP270, location: new-york } }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
  - dial: { phone: desk, number: "911", as: help }
`,
  );
  const consent = { by: "nobody", at: "2026-01-01T00:00:00Z" };
  const dialRules = { backend: "external", target, allowed: ["911"], consent } as const;
  const startBackend: typeof startReal = targetBackends(target);
  const blind = await runAll([unread], { startBackend, dialRules });
  expect(exitCodes[blind.end.verdict]).not.toBe(exitCodes.passed);
  expect(blind.end).toMatchObject({ verdict: "blocked", counts: { blocked: 1, failed: 0 } });
  expect(blind.summary.scenarios[0]?.reason).toContain("names no control-url [DF_CAPABILITY]");
  expect(blind.transcript.events.slice(0, 2)).toMatchObject([
    { type: "run-start" },
    { type: "target", address: "127.0.0.1:5060", kind: "live", allowed: ["911"], ...consent },
  ]);
  const silent = await runAll([forbidden], { dialRules });
  expect(silent.end).toMatchObject({ verdict: "blocked", counts: { blocked: 1, failed: 0 } });
  expect(silent.summary.scenarios[0]?.reason).toContain("the target is live [DF_DIAL_REFUSED]");
});

test("a backend that does not start blocks its scenario and leaves the others alone", async () => {
  let starts = 0;
  const { end, summary } = await runAll([passing, passing], {
    parallel: 1,
    startBackend: (setup, start) => {
      starts++;
      if (starts === 1) throw new DeskfleetError("DF_BACKEND_START", "the port is taken");
      return startReal(setup, start);
    },
  });
  expect(summary.scenarios.map(({ verdict }) => verdict)).toEqual(["blocked", "passed"]);
  expect(end.verdict).toBe("blocked");
  expect(summary.scenarios[0]?.reason).toBe("the port is taken [DF_BACKEND_START]");
});

test("a setup that its own policy refuses to save blocks the scenario with the reason", async () => {
  const keys = Array.from({ length: 21 }, () => "{ type: line }").join(", ");
  const refused = scenarioOf(
    "Nobody sees these keys",
    `with: { policies: { surplus-keys: refuse-save }, model-layouts: { user-230: { keys: [${keys}] } } }
phones: { desk: { model: CIP230, location: new-york } }
steps:
  - power-on: desk
`,
  );
  const { summary } = await runAll([refused]);
  expect(summary.scenarios[0]).toMatchObject({ verdict: "blocked" });
  expect(summary.scenarios[0]?.reason).toMatch(/^model-layouts\.user-230: 21 keys.*\[DF_FILE_SCHEMA\]$/);
});

test("a run that leaves a scenario out is a bug of ours, never green", async () => {
  await expect(runAll([passing], { parallel: Number.NaN })).rejects.toMatchObject({ code: "DF_INTERNAL" });
});

test("--bail skips what has not begun", async () => {
  const { end, summary } = await runAll([failing, passing, passing], { bail: true, parallel: 1 });
  expect(end).toMatchObject({ verdict: "failed", counts: { failed: 1, skipped: 2, passed: 0 } });
  expect(summary.scenarios[1]?.reason).toContain("--bail");
});

test("a run that is given up ends its waits, cleans up, skips the rest and is interrupted", async () => {
  const stop = new AbortController();
  const waiting = scenarioOf(
    "Somebody waits",
    `phones: { desk: { model: CIP270, location: new-york } }
steps:
  - power-on: desk
  - expect: { phone: desk, registered: "1001", within: 1m }
cleanup:
  - power-off: desk
`,
  );
  const { end, summary, transcript } = await runAll([waiting, passing], {
    parallel: 1,
    signal: stop.signal,
    startBackend: async (setup, start) => {
      const backend = await startReal(setup, start);
      setImmediate(() => stop.abort());
      return backend;
    },
  });
  expect(end).toMatchObject({ verdict: "interrupted", counts: { skipped: 2 } });
  expect(end.durationMs).toBeLessThan(10_000);
  expect(summary.scenarios[0]?.steps.at(-1)).toMatchObject({
    text: "cleanup: power-off: desk",
    verdict: "passed",
  });
  expect(transcript.events.filter(({ type }) => type === "run-end")).toHaveLength(1);
});

test("a backend that cannot be stopped makes the run invalid, whatever its scenarios said", async () => {
  const { end, summary } = await runAll([passing], {
    startBackend: async (setup, start) => {
      const backend = await startReal(setup, start);
      return {
        ...backend,
        stop: async () => {
          await backend.stop();
          throw new Error("a socket is stuck");
        },
      };
    },
  });
  expect(end).toMatchObject({ verdict: "invalid", counts: { passed: 1 } });
  expect(end.invalid).toEqual(["A desk starts: the backend did not stop: a socket is stuck"]);
  expect(summary.invalid).toEqual(end.invalid);
});

test("a PBX that a scenario leaves silent is heard again when its phones leave", async () => {
  const { end, transcript } = await runAll([
    scenarioOf(
      "A PBX falls silent",
      `phones: { desk: { model: CIP230, location: new-york } }
emergency: { without: { desk: reach } }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
  - server-fault: { on: sip, kind: silent }
`,
    ),
  ]);
  expect(end.verdict).toBe("passed");
  const registrations = transcript.events.filter(({ type }) => type === "registration");
  expect(registrations.at(-1)).toMatchObject({ state: "unregistered", status: 200 });
});

test("the same seed deals the same phones, another attempt and another seed do not", async () => {
  const macs = async (seed: number): Promise<string[]> => {
    const { transcript } = await runAll([failing], { seed, retries: 1 });
    return transcript.events.flatMap((event) => (event.type === "handset" ? [event.mac] : []));
  };
  const first = await macs(7);
  expect(first).toHaveLength(2);
  expect(first[0]).not.toBe(first[1]);
  expect(await macs(7)).toEqual(first);
  expect(await macs(8)).not.toEqual(first);
});
