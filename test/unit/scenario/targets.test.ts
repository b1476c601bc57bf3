import { expect, onTestFinished, test } from "vitest";
import { type EmbeddedBackend, startEmbeddedBackend } from "../../../sim/backend/embedded.js";
import { targetBackends } from "../../../sim/fleet/backend/target-backend.js";
import { parseTarget } from "../../../sim/model/control/parse-target.js";
import type { Target } from "../../../sim/model/control/target.js";
import type { PlannedScenario } from "../../../sim/scenario/file/scenario-file.js";
import { profiles } from "./phone-events.js";
import { runAll, scenarioOf } from "./scene.js";

const phones = "phones: { desk: { model: CIP270, location: new-york } }\n";
const login = `  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
`;
const plain = scenarioOf("A login", `${phones}steps:\n${login}`);
const breaking = scenarioOf(
  "The server breaks",
  `${phones}steps:\n  - server-fault: { on: apps, kind: error }\n  - power-on: desk\n`,
);
const changed = scenarioOf(
  "Another PIN",
  `with: { extensions: { "1008": { voicemail: { pin: "80514927" } } } }
${phones}steps:
${login.replace("94617208", "80514927")}`,
);

async function startTwoOffices(options: object = {}): Promise<EmbeddedBackend> {
  const { setup } = plain;
  const backend = await startEmbeddedBackend({ setup, profiles, seed: 1, faultsEnabled: true, ...options });
  onTestFinished(() => backend.stop());
  return backend;
}

function targetOf({ status, controlUrl }: EmbeddedBackend, more: object = {}): Target {
  const { host, udpPort } = status.sip;
  const text = JSON.stringify({
    ...{ target: "of the test", kind: "lab", "config-server": status.configServer },
    ...{ "control-url": controlUrl, sip: { host, port: udpPort }, dial: { allow: ["911"] } },
    ...more,
  });
  return parseTarget({ file: "t.yaml", text });
}

/** Another run has other phones. */
let seed = 1;

async function runOn(
  target: Target,
  scenarios: readonly PlannedScenario[],
  faults: readonly "beep-missing"[] = [],
) {
  const consent = { by: "the test", at: "2026-01-01T00:00:00Z" };
  const { summary } = await runAll(scenarios, {
    startBackend: targetBackends(target),
    dialRules: { backend: "external", target, allowed: ["911"], consent },
    parallel: 1,
    faults,
    seed: seed++,
  });
  return summary.scenarios.map(({ verdict, reason }) =>
    reason === undefined ? verdict : `${verdict}: ${reason}`,
  );
}

test("what a scenario leaves on a target blocks the next one, and is gone where the target is reset", async () => {
  const backend = await startTwoOffices();
  expect(await runOn(targetOf(backend, { reset: true }), [breaking, plain])).toEqual(["passed", "passed"]);
  expect(await runOn(targetOf(backend), [breaking, plain])).toEqual([
    "passed",
    expect.stringMatching(
      /^blocked: an earlier scenario left a fault of its web server on this target.*reset: true/,
    ),
  ]);
});

test("a trunk that is not up blocks the next scenario, and none that is", async () => {
  const backend = await startTwoOffices();
  const steps = "  - trunk: { name: emergency, state: busy }\n  - trunk: { name: carrier, state: full }\n";
  const mended = steps.replaceAll(/busy|full/g, "up");
  const [left, taken] = [steps, steps + mended].map((each) =>
    scenarioOf("Trunks", `${phones}steps:\n${each}`),
  );
  if (!left || !taken) throw new Error("there are two scenarios");
  expect(await runOn(targetOf(backend, { reset: true }), [left, plain])).toEqual(["passed", "passed"]);
  expect(await runOn(targetOf(backend), [taken, plain, left, plain])).toEqual([
    ...["passed", "passed", "passed"],
    expect.stringMatching(
      /^blocked: .* left trunk emergency that is not up and trunk carrier that is not up/,
    ),
  ]);
});

test("a fault that is taken back leaves nothing, nor does a rule that --fault breaks", async () => {
  const backend = await startTwoOffices();
  const mended = scenarioOf(
    "The server breaks for a while",
    `${phones}steps:\n  - server-fault: { on: apps, kind: error }\n  - power-on: desk\ncleanup:\n  - server-fault: none\n`,
  );
  expect(await runOn(targetOf(backend), [mended, plain], ["beep-missing"])).toEqual(["passed", "passed"]);
  expect(backend.status.faults).toEqual([]);
});

test("`with:` reaches a target that is reset, and blocks on any other", async () => {
  const backend = await startTwoOffices();
  expect(await runOn(targetOf(backend, { reset: true }), [changed, plain])).toEqual(["passed", "passed"]);
  expect(await runOn(targetOf(backend), [changed])).toEqual([
    expect.stringMatching(/^blocked: `with:` is submitted to a target with `reset: true` alone/),
  ]);
  const { configServer } = backend.status;
  const alone = { "control-url": undefined, "config-server": configServer };
  expect(await runOn(targetOf(backend, alone), [changed, plain])).toEqual([
    expect.stringMatching(/^blocked: `with:` cannot be submitted to this target/),
    "passed",
  ]);
});

test("a target that is given another name is reached by that one", async () => {
  const backend = await startTwoOffices();
  const named = scenarioOf(
    "A name that resolves inside only",
    `with:
  port-settings: { fallback-host: pbx.example.test }
  names: { pbx.example.test: { onsite: backend, offsite: none } }
  locations: { chicago: { network: offsite } }
phones:
  inside: { model: CIP250, location: new-york }
  outside: { model: CIP250, location: chicago }
steps:
  - power-on: [inside, outside]
  - expect: { phone: inside, state: BLANK }
  - expect: { phone: outside, state: STRANDED }
`,
  );
  expect(await runOn(targetOf(backend, { reset: true }), [named, plain])).toEqual(["passed", "passed"]);
});

test("a target that keeps its own setup must have that of the scenario", async () => {
  const { setup } = scenarioOf("Other", `with: { templates: { Night: {} } }\n${phones}steps:\n${login}`);
  const backend = await startTwoOffices({ setup });
  expect(await runOn(targetOf(backend), [plain])).toEqual([
    expect.stringMatching(
      /^blocked: the target has another setup than this scenario: templates\.Night differs/,
    ),
  ]);
  expect(await runOn(targetOf(backend, { reset: true }), [plain])).toEqual(["passed"]);
});

test("a target is given the whole setup of a scenario, but for what takes a restart", async () => {
  const backend = await startTwoOffices();
  const encrypted = scenarioOf(
    "Encrypted",
    `with: { port-settings: { protocol: https } }\n${phones}steps:\n${login}`,
  );
  expect(await runOn(targetOf(backend, { reset: true }), [encrypted])).toEqual([
    expect.stringMatching(
      /^blocked: the target does not take the setup.*port-settings\.protocol: this takes a restart/,
    ),
  ]);
});

test("a target that keeps its state is not reset: blocked, with the reason", async () => {
  const backend = await startTwoOffices({ keepSetup: async () => {} });
  expect(await runOn(targetOf(backend, { reset: true }), [plain])).toEqual([
    expect.stringMatching(/^blocked: POST \/reset .*keeps its state/),
  ]);
});

const dialled = `${login}  - dial: { phone: desk, number: "911", as: help }\n`;
const proofs = [
  ["psap: none", `${login}  - expect: { psap: none, within: 1s }\n`, "PSAP or carrier"],
  [
    "psap: { … }",
    `${dialled}  - expect: { call: help, state: answered, psap: { number: "911" } }\n`,
    "PSAP or carrier",
  ],
  ["carrier: none", `${login}  - expect: { carrier: none, within: 1s }\n`, "PSAP or carrier"],
  ["announcement", `${login}  - expect: { announcement: none, within: 1s }\n`, "its PBX answers itself"],
  ["contacts", `${login}  - expect: { contacts: { "1002": 0 } }\n`, "the contacts of an extension"],
  [
    "can-call-emergency",
    `${login}  - expect: { phone: desk, can-call-emergency: true }\n`,
    "emergency calls go",
  ],
] as const;

test.each(proofs)("%s proves nothing of a PBX that nobody can ask", async (_name, steps, what) => {
  const backend = await startTwoOffices();
  const scenario = scenarioOf("What is proved", `${phones}steps:\n${steps}`);
  expect(await runOn(targetOf(backend, { reset: true }), [scenario])).toEqual(["passed"]);
  const blocked = (reason: string) => [
    expect.stringMatching(new RegExp(`^blocked: .*this backend cannot be asked for .*${what}: ${reason}`)),
  ];
  const alone = targetOf(backend, { "control-url": undefined });
  expect(await runOn(alone, [scenario])).toEqual(blocked("the target file names no control-url"));
});

const aboutPbx = [
  ['expect: { contacts: { "1008": 0 } }', "the contacts of an extension"],
  ["trunk: { name: emergency, state: busy }", "a state of a trunk"],
];

test.each(aboutPbx)(
  "a module before another PBX is not asked for what that one does: %s",
  async (step, what) => {
    const module = await startTwoOffices();
    const other = { sip: { host: "127.0.0.1", port: 5099 } };
    const scenario = scenarioOf("Of the PBX", `${phones}steps:\n  - ${step}\n`);
    expect(await runOn(targetOf(module, other), [scenario])).toEqual([
      expect.stringMatching(
        new RegExp(
          `^blocked: .*${what}: its control API knows the PBX at .*, the target's is at 127\\.0\\.0\\.1:5099`,
        ),
      ),
    ]);
  },
);

test("a phone that registers elsewhere proves nothing of the target", async () => {
  const backend = await startTwoOffices();
  const elsewhere = { "control-url": undefined, sip: { host: "127.0.0.1", port: 5099 } };
  expect(await runOn(targetOf(backend, elsewhere), [plain])).toEqual([
    expect.stringMatching(
      /^blocked: .*desk registers at 127\.0\.0\.1:\d+, and the target's PBX is at 127\.0\.0\.1:5099/,
    ),
  ]);
});
