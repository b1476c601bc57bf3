import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesPattern } from "../../../../sim/dialplan/match-pattern.js";
import { dialPattern } from "../../../../sim/model/setup/dial-pattern.js";

test.each([
  ["911", "911", true],
  ["911", "9115551234", false],
  ["NXXNXXXXXX", "2125550100", true],
  ["NXXNXXXXXX", "1125550100", false],
  ["1NXXNXXXXXX", "12125550100", true],
  ["Z.", "12", true],
  ["Z.", "1", false],
  ["Z!", "1", true],
  ["[2-4]X", "35", true],
  ["[2-4]X", "55", false],
  ["*97", "*97", true],
  ["*97", "997", false],
  [".", "anything", true],
  ["*#[*5-6]", "*#*", true],
  ["+1.", "+12", true],
  ["nxx", "211", true],
])("%s against %s: %s", (pattern, number, matches) => {
  expect(matchesPattern(pattern, number)).toBe(matches);
});

test.each([
  "",
  "[",
  "]",
  "[]",
  "[2",
  "2]",
  "[4-2]",
  "[^1]",
  "[2-]",
  "9.1",
  "!9",
  "(",
  "9|1",
  "\\\\d",
  "9 1",
  "911\\n",
])("%j is not a dial pattern", (pattern) => {
  expect(dialPattern.safeParse(pattern).success).toBe(false);
});

test("whatever is a dial pattern can be matched against any text", () => {
  const piece = fc.constantFrom(..."0123456789*#+ABCDXZNxzn[]-.!^()\\|?{}$");
  const element = fc.constantFrom("1", "X", "Z", "n", "*", "#", "+", "A", "[1-5]", "[*#+]", "[3-3d0-9]");
  const tail = fc.constantFrom("", ".", "!");
  const sound = fc.tuple(fc.array(element, { minLength: 1 }), tail).map(([head, end]) => head.join("") + end);
  const pattern = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((all) => all.join("")),
    fc.string(),
    sound,
  );
  fc.assert(
    fc.property(pattern, fc.string(), (text, number) => {
      if (dialPattern.safeParse(text).success) expect(typeof matchesPattern(text, number)).toBe("boolean");
    }),
    { numRuns: 1000 },
  );
  fc.assert(fc.property(sound, (text) => dialPattern.safeParse(text).success));
});
