import fc from "fast-check";
import { expect, test } from "vitest";
import { keptNumbers } from "../../../../../../sim/backend/asterisk/export/dialplan/kept-numbers.js";
import { emergencyNumberIn } from "../../../../../../sim/dialplan/emergency-number.js";
import { matchesPattern } from "../../../../../../sim/dialplan/match-pattern.js";

const emergencyNumbers = ["911", "5555"];
const patterns = keptNumbers({ emergencyNumbers }).extensions?.map(({ number }) => number) ?? [];

/** Whether Asterisk finds it, after the steps that come before the look-up. */
function isKept(sent: string): boolean {
  const digits = sent.replaceAll(/\D/g, "");
  const key = /[*#]/.test(sent) ? `*${digits}` : digits;
  return patterns.some((pattern) => matchesPattern(pattern.replace("_", ""), key));
}

test.each([
  ...["911", "112", "988", "999", "000", "933", "5555"],
  ...["+911", "+112", "9911", "1911", "7911", "9112", "95555", "011911", "97911"],
  ...["*67911", "*679911", "9*67911", "#31#112", "911#", "*2820911"],
])("%s does not leave by a trunk that may be a real carrier", (sent) => {
  expect(isKept(sent)).toBe(true);
});

test.each([
  "2125550188",
  "12125550911",
  "+12125550911",
  "5550911",
  "*675550911",
  "2112",
  "411",
  "18005551911",
])("%s leaves", (sent) => {
  expect(isKept(sent)).toBe(false);
});

test("of numbers that are shorter than a subscriber's, those are kept that the dial guard knows", () => {
  const plan = { emergencyNumbers, extensions: {}, routes: [], trunks: {} };
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 3 });
  const end = fc.constantFrom("911", "112", "988", "5555", "");
  const sent = fc
    .tuple(fc.constantFrom("", "+"), digits, end)
    .map((parts) => parts.join(""))
    .filter((number) => number.replace("+", "").length < 7);
  fc.assert(
    fc.property(sent, (number) => {
      expect(isKept(number)).toBe(emergencyNumberIn(number, plan) !== undefined);
    }),
  );
});
