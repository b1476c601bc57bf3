import { expect, test } from "vitest";
import type { SipTimers } from "../../../sim/sip/timers.js";
import { runAll, scenarioOf, startReal } from "./scene.js";

const fast: SipTimers = { t1: 100, t2: 800, t4: 1000 };

const phones = "phones: { desk: { model: CIP270, location: new-york } }\n";

async function stepsOf(steps: string) {
  const { summary } = await runAll([scenarioOf("A login", `${phones}steps:\n  - power-on: desk\n${steps}`)]);
  return summary.scenarios[0]?.steps ?? [];
}

test("a login picks what it names from the lists, and a logout answers the question", async () => {
  const steps =
    await stepsOf(`  - login: { phone: desk, extension: "1001", pin: "71428501", layout: Assistant CIP270, template: CST Default }
  - expect: { phone: desk, registered: "1001", setting: { time-zone: "-6" } }
  - logout: desk
  - expect: { phone: desk, registered: "9000" }
`);
  expect(steps.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 5 }, () => "passed"));
});

test.each([
  [
    "",
    '`template:` in the step login, one of "EST Default", "CST Default": the step says nothing for this list',
  ],
  [
    ", layout: Assistant CIP270",
    '`template:` in the step login, one of "EST Default", "CST Default": the step says nothing for this list',
  ],
  [
    ", template: CST Default",
    '`layout:` in the step login, one of "Standard CIP270", "Assistant CIP270": the step says nothing for this list',
  ],
  [
    ", template: Logged Out",
    '`template:` in the step login, one of "EST Default", "CST Default": template "Logged Out" is not in the list',
  ],
])(
  "a list that the step does not answer fails the login, and says which word it lacks (%s)",
  async (words, expected) => {
    const steps = await stepsOf(`  - login: { phone: desk, extension: "1001", pin: "71428501"${words} }\n`);
    expect(steps[1]).toMatchObject({
      verdict: "failed",
      expected,
      lastSeen: expect.stringContaining("menu"),
    });
  },
);

test("a login with the PIN of the real PBX, where the setup has a stand-in of the import, says so", async () => {
  const scenario = (
    pin: string,
  ) => `${phones}with: { extensions: { "1008": { voicemail: { pin: "-********" } } } }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "${pin}" }
  - expect: { phone: desk, registered: "1008", within: 100ms }
`;
  const { summary } = await runAll([scenarioOf("The PIN of the PBX", scenario("94617208"))]);
  expect(summary.scenarios[0]?.steps[2]).toMatchObject({
    verdict: "failed",
    lastSeen: expect.stringMatching(
      /login refused, wrong-pin: the PIN of 1008 in the setup is a stand-in .*--with-secrets/,
    ),
  });
  const asWritten = await runAll([scenarioOf("As many stars", scenario("********").replace("100ms", "5s"))]);
  expect(asWritten.summary.scenarios[0]).toMatchObject({ verdict: "passed" });
});

test("a list that the step answers and that never comes fails the login", async () => {
  const steps = await stepsOf(
    '  - login: { phone: desk, extension: "1008", pin: "94617208", template: EST Default }\n',
  );
  expect(steps[1]).toMatchObject({
    verdict: "failed",
    expected: 'a list to pick the template "EST Default" from',
  });
});

test("a refused login is not a failure of the login: what the phone shows is expected next", async () => {
  const steps = await stepsOf(`  - login: { phone: desk, extension: "1001", pin: "00000000" }
  - expect: { phone: desk, screen: { kind: text, text: Login failed }, registered: false }
`);
  expect(steps.map(({ verdict }) => verdict)).toEqual(["passed", "passed", "passed"]);
});

test("a group is one phone after the other, and an expectation on it holds for each", async () => {
  const { summary } = await runAll([
    scenarioOf(
      "A row of desks",
      `phones: { desk: { model: CIP230, location: chicago, count: 3 } }
steps:
  - assign: { phone: desk, extension: "9000", template: Logged Out, layout: logout-230 }
  - power-on: desk
  - press: { phone: desk, key: Login }
  - expect: { phone: desk, registered: "9000", screen: { kind: form } }
  - softkey: { phone: desk, softkey: Cancel }
  - login: { phone: desk-3, extension: "1008", pin: "94617208" }
  - expect: { phone: desk-3, registered: "1008" }
  - expect: { phone: desk, registered: "9000", within: 50ms }
`,
    ),
  ]);
  expect(summary.scenarios[0]?.steps.at(-1)).toMatchObject({
    verdict: "failed",
    expected: "desk-3: registered as 9000",
    lastSeen: "desk-3: registered as 1008 (200)",
  });
});

test("with 40 % of all datagrams lost a login, a logout and a 911 call pass, by retransmission on both sides", async () => {
  const { summary, transcript } = await runAll(
    [
      scenarioOf(
        "A bad line",
        `phones: { desk: { model: CIP270, location: new-york } }
network: { loss: 0.4 }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008", within: 30s }
  - logout: desk
  - expect: { phone: desk, registered: "9000", within: 30s }
  - dial: { phone: desk, number: "911", as: help }
  - expect: { call: help, state: answered, psap: { location: new-york }, within: 30s }
`,
      ),
    ],
    { seed: 3, timers: fast, startBackend: (setup, start) => startReal(setup, start, fast) },
  );
  expect(summary.scenarios[0]).toMatchObject({ verdict: "passed" });
  expect(transcript.events.some(({ type }) => type === "lost")).toBe(true);
}, 60_000);
