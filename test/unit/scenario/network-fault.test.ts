import { expect, test } from "vitest";
import { runAll, scenarioOf } from "./scene.js";

const desk = "phones: { desk: { model: CIP250, location: new-york } }\n";
const registered = `steps:
  - assign: { phone: desk, extension: "9000", template: Logged Out, layout: logout-250 }
  - power-on: desk
  - expect: { phone: desk, registered: "9000" }
`;

async function outcome(setup: string, step: string) {
  const { summary, transcript } = await runAll([
    scenarioOf("Network", `${setup}${desk}${registered}${step}`),
  ]);
  const [scenario] = summary.scenarios;
  return { verdict: scenario?.verdict, reason: scenario?.reason, events: transcript.events };
}

const overTcp = "with: { sip-transport: tcp }\n";

test.each([
  [
    "loss over TCP",
    overTcp,
    "{ phone: desk, loss: 0.5 }",
    "loss 0.5: a connection (tcp) delivers every message once",
  ],
  ["delay over TCP", overTcp, "{ phone: desk, delay: 5ms }", "delay 5 ms: a connection (tcp) delivers"],
  [
    "rebind over TCP",
    overTcp,
    "{ phone: desk, rebind: true }",
    "over tcp a NAT that changes the port ends the connection",
  ],
  [
    "a connection over UDP",
    "",
    "{ phone: desk, connection: close }",
    "close is for connections: over udp there is none",
  ],
])("%s blocks the step: a fault that nobody suffers proves nothing", async (_what, setup, step, why) => {
  const { verdict, reason } = await outcome(setup, `  - network-fault: ${step}\n`);
  expect(verdict).toBe("blocked");
  expect(reason).toContain(why);
});

test("a phone without power has no flow that could suffer", async () => {
  const { verdict, reason } = await outcome(
    "",
    "  - power-off: desk\n  - network-fault: { phone: desk, rebind: true }\n",
  );
  expect([verdict, reason]).toEqual(["blocked", expect.stringContaining("has no flow to the PBX")]);
});

test("what is lost stands in the record, and the end of the faults is one", async () => {
  const { verdict, reason, events } = await outcome(
    "",
    `  - network-fault: { phone: desk, loss: 1 }
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registration: registering, within: 15s }
  - network-fault: { phone: desk, ends: true }
  - expect: { phone: desk, registered: "1008", within: 15s }
`,
  );
  expect([verdict, reason]).toEqual(["passed", undefined]);
  expect(events.filter(({ type }) => type === "lost").length).toBeGreaterThan(1);
});

test.each([
  ["{ phone: desk }", "nothing is wrong"],
  ["{ phone: desk, loss: 0.5, ends: true }", "`ends` stands alone"],
  ["{ phone: desk, loss: 2 }", "expected"],
  ["{ phone: desk, connection: cut }", "expected"],
  ["{ phone: nobody, loss: 0.5 }", "nobody"],
])("%s is refused when the file is read", (step, why) => {
  expect(() => scenarioOf("Network", `${desk}steps:\n  - network-fault: ${step}\n`)).toThrow(why);
});
