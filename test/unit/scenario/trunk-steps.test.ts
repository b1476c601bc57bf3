import { expect, test } from "vitest";
import { scaledTimers } from "../../../sim/sip/timers.js";
import { runAll, scenarioOf, startReal } from "./scene.js";

const setup = `with:
  trunks: { main: { far-end: psap }, spare: { far-end: psap } }
  routes: [{ name: Emergency, type: emergency, patterns: ["911"], trunks: [main, spare] }]
phones: { desk: { model: CIP230, location: new-york } }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
`;
const call = '  - dial: { phone: desk, number: "911", as: help }\n';
const spare = '  - expect: { call: help, state: answered, psap: { number: "911", trunk: spare } }\n';

async function outcomeOf(steps: string) {
  const { summary } = await runAll([{ ...scenarioOf("Trunks", setup + steps), judged: false }], {
    startBackend: (of, start) => startReal(of, start, scaledTimers(50)),
  });
  const [scenario] = summary.scenarios;
  const failed = scenario?.steps.find(({ verdict }) => verdict !== "passed");
  return { verdict: scenario?.verdict, lastSeen: failed?.lastSeen };
}

test.each(["down", "full", 403, 603])("trunk %s: the call comes by the other", async (state) => {
  const steps = `  - trunk: { name: main, state: ${state} }\n${call}${spare}`;
  expect(await outcomeOf(steps)).toEqual({ verdict: "passed", lastSeen: undefined });
});

test.each([
  ["busy", 486],
  [480, 480],
  ["silent", 408],
])("trunk %s: the call fails with %i, and nothing reached the PSAP", async (state, status) => {
  const failed = `  - expect: { call: help, status: ${status}, psap: none, within: 9s }\n`;
  const steps = `  - trunk: { name: main, state: ${state} }\n${call}${failed}`;
  expect(await outcomeOf(steps)).toEqual({ verdict: "passed", lastSeen: undefined });
});

test("what arrived is told with its trunk, where that is asked for", async () => {
  expect(await outcomeOf(call + spare.replace("answered", "answered, within: 1s"))).toMatchObject({
    verdict: "failed",
    lastSeen: expect.stringContaining("the PSAP received 911 from 2125550100 (new-york) by trunk main"),
  });
});

test("the state of a trunk outlasts the PBX, until it is up again", async () => {
  const again = `${call}${spare}  - hang-up: { phone: desk, call: help }\n`;
  const steps = `  - trunk: { name: main, state: full }
  - backend: down
  - backend: up
  - power-off: desk
  - power-on: desk
  - expect: { phone: desk, registered: "1008" }
${again}  - trunk: { name: main, state: up }
${call.replace("as: help", "as: more")}  - expect: { call: more, state: answered, psap: { trunk: main } }
`;
  expect(await outcomeOf(steps)).toEqual({ verdict: "passed", lastSeen: undefined });
});
