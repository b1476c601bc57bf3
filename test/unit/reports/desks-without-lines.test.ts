import { expect, test } from "vitest";
import { desksWithoutLines } from "../../../reports/line/desks-without-lines.js";
import type { DeskWithout } from "../../../sim/transcript/desks-without.js";

const row: DeskWithout = {
  ...{ of: "Day 2", phone: "new-york-5", location: "new-york", link: "E7", missing: "trunk full" },
  ...{ gaps: 2, longestMs: 6400, totalMs: 8000, calls: { placed: 3, reached: 0 } },
};
const blank: DeskWithout = {
  ...{ of: "", phone: "hall", link: "E2", missing: "no account", gaps: 1, longestMs: 12_300 },
  ...{ totalMs: 12_300, calls: { placed: 0, reached: 0 }, never: true },
};

test("a row says which desk where, how long, how many calls came to what, and why", () => {
  expect(desksWithoutLines([blank, row], true)).toEqual([
    "without 911, by desk and first broken link:",
    "  desk               location  longest   total  calls  reached  cause",
    "  hall                          12.3 s  12.3 s      0        0  account: no account; never had a path",
    "  Day 2, new-york-5  new-york    6.4 s   8.0 s      3        0  capacity: trunk full",
  ]);
  const [, , signed] = desksWithoutLines([{ ...row, accepted: "J. Doe: a phone in the hall" }], true);
  expect(signed).toContain("capacity: trunk full; accepted by J. Doe: a phone in the hall");
});

test("of many there are the first ten and a count, unless all are wanted", () => {
  const many = Array.from({ length: 12 }, (_each, number) => ({ ...row, phone: `new-york-${number}` }));
  const lines = desksWithoutLines(many, false);
  expect(lines).toHaveLength(1 + 1 + 10 + 1);
  expect(lines.at(-1)).toBe("  and 2 more of 12 (--all shows them)");
  expect(desksWithoutLines(many, true)).toHaveLength(1 + 1 + 12);
  expect(desksWithoutLines(many.slice(0, 10), false)).toHaveLength(1 + 1 + 10);
  expect(desksWithoutLines([], false)).toEqual([]);
});
