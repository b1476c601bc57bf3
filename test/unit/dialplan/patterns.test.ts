import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesPattern } from "../../../sim/dialplan/match-pattern.js";
import { sentBy, sentPattern } from "../../../sim/dialplan/pattern-row.js";
import { matchIn, type RoutePattern } from "../../../sim/dialplan/patterns.js";

const taken = (patterns: readonly string[], number: string) => {
  const match = matchIn({ patterns: [...patterns] }, number, "1001");
  return typeof match === "object" ? match.glued : match;
};

test.each([
  [["X.", "9."], "911", "9."],
  [["9.", "911"], "911", "911"],
  [["NXX", "[2-9]XX", "9XX"], "911", "9XX"],
  [["XXX", "ZXX", "NXX"], "911", "NXX"],
  [["NXX", "[29]XX"], "911", "[29]XX"],
  [["!", ".", "X."], "911", "X."],
  [["!", "."], "911", "."],
  [["911!", "911"], "911", "911"],
  [["NXXNXXXXXX"], "911", "no pattern"],
])("of %j the most specific takes %s: %s (PBX-85)", (patterns, number, pattern) => {
  expect(taken(patterns, number)).toBe(pattern);
  expect(taken(patterns.toReversed(), number)).toBe(pattern);
});

const digit = fc.constantFrom(..."0123456789");
/** An element of a pattern, and a character that it takes. */
const element = fc.oneof(
  digit.map((each) => [each, each] as const),
  fc.constantFrom(["X", "0"] as const, ["Z", "9"] as const, ["N", "2"] as const, ["[2-4]", "3"] as const),
);
const text = (min: number) => fc.array(element, { minLength: min, maxLength: 6 });

// proves: PBX-87
test("what a pattern takes leaves without its prefix and with its prepend, and is in the pattern of what leaves", () => {
  fc.assert(
    fc.property(text(0), text(1), fc.string({ unit: digit, maxLength: 4 }), (prefix, match, prepend) => {
      const of = (elements: readonly (readonly [string, string])[], part: 0 | 1) =>
        elements.map((each) => each[part]).join("");
      const row = { prefix: of(prefix, 0), match: of(match, 0), prepend };
      const number = of(prefix, 1) + of(match, 1);
      const patterns = [row.prefix === "" ? { match: row.match, prepend } : row];
      const found = matchIn({ patterns }, number, "1001") as RoutePattern;
      const sent = sentBy(found, number);
      expect(sent).toBe(prepend + of(match, 1));
      expect(matchesPattern(sentPattern(found), sent)).toBe(true);
    }),
  );
});
