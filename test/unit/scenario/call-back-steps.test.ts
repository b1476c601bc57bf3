import { expect, test } from "vitest";
import { runAll, scenarioOf } from "./scene.js";

const head = `with:
  inbound-routes: [{ did: "2125550100", extension: "9000" }, { did: "3125550100", extension: "2000" }, { did: "5185550100", extension: "1003" }]
  extensions: { "1003": { device-user: none } }
  locations:
    attic: { subnet: 127.30.0.0/16, caller-id: "4145550100", address: "300 Invented Street, Attic" }
    cellar: { subnet: 127.40.0.0/16, caller-id: "5185550100", address: "400 Invented Street, Cellar" }
phones: { lobby: { model: CIP250, location: new-york }, west: { model: CIP250, location: chicago } }
steps:
  - assign: { phone: lobby, extension: "9000", template: Logged Out, layout: logout-250 }
  - assign: { phone: west, extension: "1002", template: CST Default, layout: user-250 }
  - power-on: [lobby, west]
  - expect: { phone: lobby, registered: "9000" }
  - expect: { phone: west, registered: "1002" }
`;

/** The last step that was played, of a scenario that begins with two registered desks. */
async function lastStep(steps: string) {
  const { summary } = await runAll([scenarioOf("A call back", `${head}${steps}`)]);
  return summary.scenarios[0]?.steps.at(-1);
}

test.each([
  [
    "of a number whose extension is on no phone",
    '{ number: "3125550100" }',
    "call-back to 3125550100 failed (480): an inbound route leads to 2000, and no phone is registered as that",
  ],
  [
    "of a number that no inbound route takes",
    '{ number: "4145550100" }',
    "call-back to 4145550100 failed (404): no inbound route for 4145550100: a call-back rings nobody",
  ],
  [
    "to a device without a user",
    '{ number: "5185550100" }',
    "call-back to 5185550100 failed (404): the inbound route for 5185550100 leads nowhere (nobody is logged on at the device 1003: no call is for it): a call-back rings nobody",
  ],
])("a call back %s fails the expectation at once, with the reason", async (_which, number, lastSeen) => {
  const step = await lastStep(`  - call-back: ${number}\n  - expect: { call-back: answered, within: 1m }\n`);
  expect(step).toMatchObject({
    verdict: "failed",
    message: "it can hold no more",
    expected: "call-back answered",
    lastSeen,
  });
  expect(step?.durationMs).toBeLessThan(30_000);
});

test("a call back that was rejected says who was rung", async () => {
  const step = await lastStep(`  - call-back: { number: "2125550100" }
  - expect: { phone: lobby, incoming: { from: "911", state: ringing } }
  - reject: lobby
  - expect: { call-back: answered, within: 1m }
`);
  expect(step).toMatchObject({
    message: "it can hold no more",
    lastSeen: expect.stringMatching(
      /^call-back to 2125550100 failed \(486\): for 9000, it rang lobby \((ringing|failed|ended)/,
    ),
  });
});

test("one that still rings is waited for, and says what is missing", async () => {
  const step = await lastStep(`  - call-back: { number: "2125550100" }
  - expect: { phone: lobby, incoming: { from: "911", state: ringing } }
  - expect: { call-back: answered, within: 50ms }
`);
  expect(step).toMatchObject({
    message: "did not hold within 0.05 s",
    lastSeen:
      "call-back to 2125550100 calling: for 9000, it rang lobby (ringing), and nobody has answered (step `answer`)",
  });
});

test("one that rings while it is waited for says so too, although nothing more became of it", async () => {
  // The INVITE comes again after T1, when the expectation has long begun.
  const step = await lastStep(`  - server-fault: { on: sip, kind: silent }
  - call-back: { number: "2125550100" }
  - server-fault: none
  - expect: { call-back: answered, within: 1500ms }
`);
  expect(step).toMatchObject({
    message: "did not hold within 1.5 s",
    lastSeen:
      "call-back to 2125550100 calling: for 9000, it rang lobby (ringing), and nobody has answered (step `answer`)",
  });
});

test("one that was answered does not fail any more, and one that was hung up is not answered again", async () => {
  const answered = `  - call-back: { number: "2125550100" }
  - expect: { phone: lobby, incoming: { from: "911", state: ringing } }
  - answer: lobby
  - expect: { call-back: answered }
`;
  expect(await lastStep(`${answered}  - expect: { call-back: failed, within: 1m }\n`)).toMatchObject({
    message: "it can hold no more",
    lastSeen: expect.stringContaining("call-back to 2125550100 answered: for 9000, it rang lobby"),
  });
  const ended = `${answered}  - hang-up: lobby\n  - expect: { call-back: ended }\n`;
  expect(await lastStep(ended)).toMatchObject({ verdict: "passed" });
  expect(await lastStep(`${ended}  - expect: { call-back: answered, within: 1m }\n`)).toMatchObject({
    message: "it can hold no more",
  });
});
