import { expect, test } from "vitest";
import { ghostsOf } from "../../../../sim/scenario/expectations/ghosts.js";

const mac = "001fc1a1b2c3";
const own = { userAgent: "ClearlyIP CIP250 00:1f:c1:a1:b2:c3" };
const other = { userAgent: "ClearlyIP CIP250 00:1f:c1:00:00:01" };

test.each([
  ["registered", "READY", "registered", "9000", 1],
  ["registered as another extension", "READY", "registered", "1008", 2],
  ["refused", "READY", "refused", "9000", 2],
  ["without power", "OFF", "registered", "9000", 2],
] as const)("a phone that is %s", (_what, state, registration, extension, ghosts) => {
  expect(ghostsOf({ mac, state, registration, extension }, "9000", [own, other, own])).toBe(ghosts);
});

test("a phone that believes wrongly that it is registered has no ghost", () => {
  const phone = { mac, state: "READY", registration: "registered", extension: "9000" } as const;
  expect(ghostsOf(phone, "9000", [other])).toBe(0);
});
