import fc from "fast-check";
import { expect, test } from "vitest";
import { emergencyNumberIn, emergencyNumbersIn } from "../../../sim/dialplan/emergency-number.js";
import { patternRow } from "../../../sim/dialplan/pattern-row.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import {
  type PatternRow,
  prependingRow,
  strippingRow,
  typedForm,
  writtenForm,
} from "../../arbitrary/number-forms.js";

const profiles = loadProfiles();
const setup = loadSetup("scenarios/setups/two-offices.yaml", profiles);

/** The setup with one more route, which has these rows. */
const withRow = (...rows: readonly PatternRow[]) => ({
  ...setup,
  routes: [...setup.routes, { name: "Own", type: "normal" as const, patterns: rows }],
});

const known = fc.constantFrom("911", "112", "999", "988", "933", "000");

test.each([
  "911",
  "9-1-1",
  "9 1 1",
  "+911",
  "tel:911",
  "tel:911;phone-context=example.com",
  "sip:911@192.0.2.1",
  "SIPS:911@192.0.2.1;user=phone",
  "%39%31%31",
  "９１１",
  "9911",
  "9,911",
  "911,123",
  "911;ext=4",
  "*67911",
  "*679911",
  "9*67911",
  "0*82*67911",
  "112",
  "0112",
  "999",
  "988",
  "933",
  "000",
  "7911",
  "2911",
  "6911",
  "97911",
  "911#",
  "911*",
  "911*5",
  "*911",
  "**911",
  "*31#911",
  "#31#911",
  "*2820911",
  "*123456911",
  "**21*911#",
])("%s is seen as an emergency number", (number) => {
  expect(emergencyNumberIn(number, setup)).toBeDefined();
});

test.each([
  "9115551234",
  "1001",
  "9000",
  "2125550100",
  "12125550100",
  "8008888911",
  "*672125550911",
  "*97",
  "*98",
  "**1001",
  "*801002",
  "2000",
  "5112",
  "91",
  "",
  "@",
  "%",
])("%j is none", (number) => {
  expect(emergencyNumberIn(number, setup)).toBeUndefined();
});

test("the setup's own emergency numbers and emergency routes count", () => {
  expect(emergencyNumberIn("555", { ...setup, emergencyNumbers: ["555"] })).toBe("555");
  const [emergency] = setup.routes;
  if (!emergency) throw new Error("the setup has an emergency route");
  const routes = [{ ...emergency, patterns: ["77X"] }];
  expect(emergencyNumberIn("771", { ...setup, routes })).toBe("771");
});

test("no code, prefix, terminator, separator or form around an emergency number hides it", () => {
  // Where there are subscribers' numbers and extensions, *9009000112 and 9000 may be one of them.
  const own = { ...setup, extensions: {}, routes: setup.routes.filter(({ type }) => type === "emergency") };
  const written = known.chain((number) =>
    typedForm(number)
      .chain(writtenForm)
      .map((text) => ({ number, text })),
  );
  fc.assert(
    fc.property(written, ({ number, text }) => {
      expect(emergencyNumbersIn(text, own)).toContain(number);
    }),
    { numRuns: 300 },
  );
});

test("no prefix that a route or a trunk takes off hides it", () => {
  fc.assert(
    fc.property(known, strippingRow, (number, row) => {
      const dialled = `${row.prefix}${number}`;
      fc.pre(setup.extensions[dialled] === undefined);
      expect(emergencyNumberIn(dialled, withRow(row))).toBeDefined();
      const trunks = { own: { dialRules: [row] } };
      expect(emergencyNumberIn(dialled, { ...setup, trunks })).toBeDefined();
    }),
  );
});

test("a number that a route or a trunk makes an emergency number of is one", () => {
  const made = known.chain((number) => prependingRow(number).map((each) => ({ number, ...each })));
  fc.assert(
    fc.property(made, ({ number, dialled, row }) => {
      fc.pre(setup.extensions[dialled] === undefined);
      expect(emergencyNumberIn(dialled, withRow(row))).toBe(number);
      const trunks = { own: { dialRules: [row] } };
      expect(emergencyNumberIn(dialled, { ...setup, trunks })).toBe(number);
    }),
  );
});

test("a route takes a prefix off and puts one in front, and the trunk once more", () => {
  const route = { prefix: "77", match: "XX", prepend: "5" };
  const trunks = { own: { dialRules: [{ prefix: "5", match: "XX", prepend: "9" }] } };
  expect(emergencyNumberIn("7711", withRow(route))).toBeUndefined();
  expect(emergencyNumberIn("7711", { ...withRow(route), trunks })).toBe("911");
});

test.each(["two-offices", "campus", "surplus-keys"])(
  "an extension of %s is none, nor its mailbox, nor picking up its calls",
  (name) => {
    const own = loadSetup(`scenarios/setups/${name}.yaml`, profiles);
    for (const extension of Object.keys(own.extensions)) {
      for (const text of [extension, `*${extension}`, `**${extension}`, `${extension}#`]) {
        expect(emergencyNumberIn(text, own), text).toBeUndefined();
      }
    }
  },
);

test("what an ordinary route takes is none, with a code before and a terminator behind", () => {
  const ordinary = setup.routes
    .filter(({ type }) => type === "normal")
    .flatMap(({ patterns }) => patterns.map((row) => patternRow(row).glued));
  const text = fc
    .tuple(
      fc.constantFrom("", "*67", "*82", "*1167"),
      fc.constantFrom(...ordinary).chain(matching),
      fc.constantFrom("", "#"),
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (number) => {
      expect(emergencyNumberIn(number, setup)).toBeUndefined();
    }),
  );
});

/** Numbers that match a pattern of classes and digits, emergency-like ends among them. */
function matching(pattern: string) {
  const classes: Readonly<Record<string, string>> = { X: "0123456789", Z: "123456789", N: "23456789" };
  const number = fc.tuple(...[...pattern].map((each) => fc.constantFrom(...(classes[each] ?? each))));
  return fc
    .tuple(number, fc.constantFrom("", "911", "000", "112"))
    .map(([digits, end]) => `${digits.join("").slice(0, digits.length - end.length)}${end}`);
}
