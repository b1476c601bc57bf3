import { expect, test } from "vitest";
import { runAll, scenarioOf } from "./scene.js";

test("while a call is up no list of call records holds: its own is written as it ends", async () => {
  const steps = `phones: { desk: { model: CIP230, location: new-york } }
steps:
  - assign: { phone: desk, extension: "1001", template: EST Default, layout: user-230 }
  - power-on: desk
  - expect: { phone: desk, registered: "1001" }
  - dial: { phone: desk, number: "911", as: help }
  - expect: { call: help, state: answered }
  - expect: { cdr: [], within: 300ms }
`;
  const { end, summary } = await runAll([scenarioOf("Nobody called", steps)]);
  expect(end.verdict).toBe("failed");
  expect(summary.scenarios[0]?.reason).toContain("no call records so far, with 1 call still up");
});
