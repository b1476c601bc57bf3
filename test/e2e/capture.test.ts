import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type RunningCli, runCli, startCli } from "./cli.js";
import { refuseSecrets } from "./no-secrets.js";
import { scratchFolder } from "./scratch.js";

interface Ready {
  readonly configServer: string;
  readonly sip: { readonly host: string; readonly port: number; readonly udpPort: number };
}

async function started(...args: string[]): Promise<{ cli: RunningCli; ready: Ready }> {
  const cli = startCli([...args, "--json"]);
  onTestFinished(async () => {
    await cli.stop("SIGKILL");
  });
  return { cli, ready: JSON.parse(await cli.line((line) => line.includes('"ready"'))) };
}

async function captured(
  recording: string,
): Promise<{ backend: RunningCli; capture: RunningCli; ready: Ready }> {
  const backend = await started("backend", "two-offices");
  const { configServer, sip } = backend.ready;
  const capture = await started(
    "capture",
    recording,
    "--web",
    configServer,
    "--sip",
    `${sip.host}:${sip.udpPort}`,
  );
  return { backend: backend.cli, capture: capture.cli, ready: capture.ready };
}

function targetFile(configServer: string, host: string, port: number): string {
  const dial = { allow: ["911"] };
  return JSON.stringify({
    target: "of the test",
    kind: "lab",
    "config-server": configServer,
    sip: { host, port },
    dial,
  });
}

/** Runs a scenario on what stands there. */
function play(
  folder: string,
  { configServer, sip }: Ready,
  steps: readonly string[],
  seed: number,
  flags: readonly string[] = [],
) {
  const target = join(folder, "target.yaml");
  writeFileSync(target, targetFile(configServer, sip.host, sip.port));
  const scenario = join(folder, "scenario.yaml");
  const head = [
    "scenario: A login",
    "setup: two-offices",
    "phones: { lobby: { model: CIP270, location: new-york } }",
    "steps:",
  ];
  writeFileSync(scenario, [...head, ...steps.map((step) => `  - ${step}`), ""].join("\n"));
  return runCli(["run", scenario, "--no-tui", "--target", target, "--seed", String(seed), ...flags]);
}

const login = [
  "power-on: lobby",
  'login: { phone: lobby, extension: "1008", pin: "94617208" }',
  'expect: { phone: lobby, registered: "1008", rebooted: true }',
  "expect: { phone: lobby, key-types: [line, line, app-logout, blf] }",
];

test("a login is recorded in front of the embedded module; the replay of it serves another phone alone", async () => {
  const folder = scratchFolder();
  const recording = join(folder, "login.ndjson");
  const { backend, capture, ready } = await captured(recording);
  const first = await play(folder, ready, login, 7);
  expect(first.stdout).toContain("1 passed, 0 failed");
  const lines = await capture.stop("SIGINT");
  expect(lines).toMatchObject({ code: 0, stderr: "" });
  expect(lines.stdout).toContain("REGISTER 1008 expires=900");
  await backend.stop();

  const text = readFileSync(recording, "utf8");
  refuseSecrets("the recording", text);
  expect(text).toContain("pin=•••");
  expect(text).not.toMatch(/response=\\"[0-9a-f]/);

  const { cli, ready: replayed } = await started("replay", recording);
  expect(replayed.sip.port).not.toBe(ready.sip.port);
  // Another seed is another phone.
  const second = await play(folder, replayed, login, 8);
  expect(second.stdout).toContain("1 passed, 0 failed");
  const end = await cli.stop("SIGINT");
  expect(end).toMatchObject({ code: 0, stderr: "" });
  const events = end.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events.filter((event) => event.type === "http" && !event.recorded)).toEqual([]);
  expect(events).toContainEqual(
    expect.objectContaining({ type: "sip", user: "1008", status: 200, expiresSeconds: 900 }),
  );
});

test("a call to 911 gets 403 and the PBX hears nothing; a target file and the flag let it through, to its location", async () => {
  const folder = scratchFolder();
  const pbx = join(folder, "pbx.yaml");
  const backend = await started("backend", "two-offices");
  const { configServer, sip } = backend.ready;
  writeFileSync(pbx, targetFile(configServer, sip.host, sip.udpPort));
  const call = (state: string) => [
    ...login,
    'dial: { phone: lobby, number: "911", as: help }',
    `expect: { call: help, state: ${state}, within: 5s }`,
  ];
  const allow = ["--allow-emergency", "911"];
  const shut = await started("capture", join(folder, "shut.ndjson"), "--target", pbx);
  expect((await play(folder, shut.ready, call("failed"), 7, allow)).stdout).toContain("1 passed");
  const refused = await shut.cli.stop("SIGINT");
  expect(refused.stdout).toContain("911 is an emergency number");
  expect(refused.stdout).toContain("403 Forbidden");

  // Another phone: the first one is logged in.
  const open = await started("capture", join(folder, "open.ndjson"), "--target", pbx, ...allow);
  expect((await play(folder, open.ready, call("answered"), 8, allow)).stdout).toContain("1 passed");
  expect((await open.cli.stop("SIGINT")).stderr).toContain("emergency numbers that may be dialled: 911");
  const calls = (await backend.cli.stop()).stdout.split("\n").filter((line) => line.includes('"psap"'));
  expect(calls.filter((line) => line.includes('"state":"answered"'))).toEqual([
    expect.stringMatching(/"number":"911","callerId":"2125550100","location":"new-york"/),
  ]);
});

test("a capture that is killed loses nothing; its recording is replayed with a word on its end", async () => {
  const folder = scratchFolder();
  const recording = join(folder, "login.ndjson");
  const { capture, ready } = await captured(recording);
  expect((await play(folder, ready, login, 7)).code).toBe(0);
  await capture.stop("SIGKILL");
  const { cli, ready: replayed } = await started("replay", recording);
  expect((await play(folder, replayed, login, 7)).stdout).toContain("1 passed, 0 failed");
  expect((await cli.stop("SIGINT")).stderr).toContain("the recording was cut off");
});

test("a PBX that is down is said at once, and to the phone; the recording keeps it", async () => {
  const folder = scratchFolder();
  const recording = join(folder, "down.ndjson");
  const { cli, ready } = await started("capture", recording, "--web", "http://127.0.0.1:1/provisioning/");
  await cli.line((line) => line.includes("127.0.0.1:1: connection refused"));
  expect((await fetch(`${ready.configServer}cfg001fc1000001.xml`)).status).toBe(502);
  await cli.line((line) => line.includes('"error":"connection refused"'));
  expect((await cli.stop("SIGINT")).code).toBe(0);
  const replay = await started("replay", recording);
  expect((await fetch(`${replay.ready.configServer}cfg001fc1000001.xml`)).status).toBe(502);
});

test("bad usage says what is wrong, and writes over nothing", async () => {
  const folder = scratchFolder();
  const there = join(folder, "there.ndjson");
  writeFileSync(there, "mine\n");
  const web = ["--web", "http://127.0.0.1:1/"];
  const far = join(folder, "far.yaml");
  writeFileSync(far, targetFile("http://198.51.100.1/", "198.51.100.1", 5060));
  const cases: readonly (readonly [string[], RegExp])[] = [
    [["capture", there, ...web], /there\.ndjson exists: a recording is never written over/],
    [["capture", "new.ndjson"], /which PBX\? Pass --web, or --target/],
    [["capture", "new.ndjson", "--web", "pbx"], /--web pbx: expected an address/],
    [["capture", "new.ndjson", "--web", "http://u:hunter2@pbx/"], /leave user and password out/],
    [["capture", "new.ndjson", ...web, "--sip", "pbx:99999"], /--sip pbx:99999: expected HOST:PORT/],
    [["capture", "new.ndjson", ...web, "--allow-emergency", "911"], /--allow-emergency 911: .*--target/],
    [
      ["capture", "new.ndjson", "--target", far, "--allow-emergency", "911"],
      /198\.51\.100\.1 is neither loopback nor private/,
    ],
    [["capture", "new.ndjson", ...web, "--web-port", "1"], /the same address/],
    [
      ["capture", "new.ndjson", ...web, "--host", "0.0.0.0"],
      /--host 0\.0\.0\.0: phones cannot reach a capture/,
    ],
    [["capture", join(folder, "no/such/x.ndjson"), ...web], /no\/such/],
    [["replay", there], /not a run file/],
    [["replay", join(folder, "absent.ndjson")], /absent\.ndjson/],
  ];
  const ends = await Promise.all(cases.map(([words]) => runCli(words)));
  for (const [index, { code, stdout, stderr }] of ends.entries()) {
    expect(stderr).toMatch(cases[index]?.[1] ?? /$^/);
    expect(stderr).not.toContain("hunter2");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  }
  expect(readFileSync(there, "utf8")).toBe("mine\n");
});
