import { expect, test } from "vitest";
import { holds, parseThreshold } from "../../../../sim/model/load/threshold.js";

test.each([
  ["count(failed) == 0", { of: "outcome", metric: "count", name: "failed", relation: "==", limit: 0 }],
  ["rate(refused) < 1%", { of: "outcome", metric: "rate", name: "refused", relation: "<", limit: 0.01 }],
  ["p95(register)<500ms", { of: "time", metric: "p95", name: "register", relation: "<", limit: 500 }],
  ["max(gap) <= 1.5s", { of: "time", metric: "max", name: "gap", relation: "<=", limit: 1500 }],
])("%s is a threshold", (text, parsed) => {
  expect(parseThreshold(text)).toEqual({ text, ...parsed });
});

test.each([
  ["count(fail) == 0", /count takes one of registered, .*not "fail"/],
  ["p95(registered) < 1s", /p95 takes one of start, .*not "registered"/],
  ["p95(register) < 500", /needs a unit/],
  ["count(failed) < 1%", /count has no unit/],
  ["rate(failed) < 1s", /rate has no unit/],
  ["p96(register) < 1s", /expected a threshold such as/],
  ["", /expected a threshold/],
])("%j is none", (text, reason) => {
  expect(parseThreshold(text)).toMatch(reason);
});

test.each([
  ["<", 1, 2, true],
  ["<", 2, 2, false],
  ["<=", 2, 2, true],
  ["==", 2, 2, true],
  ["==", 1, 2, false],
  [">=", 2, 2, true],
  [">", 2, 2, false],
  [">", 3, 2, true],
] as const)("relation %s: %d against %d is %s", (relation, value, limit, expected) => {
  const threshold = { text: "", of: "outcome", metric: "count", name: "failed", relation, limit } as const;
  expect(holds(threshold, value)).toBe(expected);
});
