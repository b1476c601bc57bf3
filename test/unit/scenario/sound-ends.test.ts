import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { runAll, scenarioOf } from "./scene.js";

const descriptors = "/proc/self/fd";

/** Sockets that this process has open, whether or not they keep it alive. */
function openSockets(): number {
  return readdirSync(descriptors).filter((each) => {
    try {
      return readlinkSync(`${descriptors}/${each}`).startsWith("socket:");
    } catch {
      return false;
    }
  }).length;
}

const calls = `with:
  placeholder-calls: full
  extensions: { "1008": { outbound-concurrency-limit: 1 } }
  pin-sets: { Managers: { pins: ["20"] } }
  routes:
    - { name: Emergency, type: emergency, patterns: ["911"], trunk: emergency }
    - { name: Asked, patterns: ["3125550188"], pin-set: Managers, trunk: carrier }
    - { name: Free, patterns: [X.], trunk: carrier }
phones: { desk: { model: CIP230, location: new-york } }
emergency: { without: { desk: capacity } }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
  - dial: { phone: desk, number: "3125550188", as: given-up }
  - expect: { call: given-up, state: ringing, hears: prompt }
  - hang-up: desk
  - expect: { call: given-up, state: ended }
  - dial: { phone: desk, number: "3125550188", as: relayed }
  - expect: { call: relayed, state: ringing, hears: prompt }
  - keypad: { phone: desk, keys: "20#" }
  - expect: { call: relayed, state: answered, audio: both-ways, hears: carrier }
  - dial: { phone: desk, number: "3125550189", as: announced }
  - expect: { call: announced, state: answered, hears: announcement }
  - hang-up: { phone: desk, call: relayed }
  - expect: { call: announced, state: ended }
  - dial: { phone: desk, number: "3125550189", as: direct }
  - expect: { call: direct, state: answered, audio: both-ways }
  - power-off: desk
  - power-on: desk
  - expect: { phone: desk, registered: "1008" }
`;

test.skipIf(!existsSync(descriptors))("no call leaves a socket behind, however it ended", async () => {
  const first = await runAll([scenarioOf("First", calls)]);
  expect(first.summary.scenarios.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ["passed", undefined],
  ]);
  const before = openSockets();
  await runAll([scenarioOf("Second", calls), scenarioOf("Third", calls)]);
  await expect.poll(openSockets).toBeLessThanOrEqual(before);
});
