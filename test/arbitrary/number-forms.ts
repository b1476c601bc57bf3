import fc from "fast-check";

/** How people and programs write a number, and what they put around it. */

const digit = fc.constantFrom(..."0123456789");

/** Star codes of any length, with and without the key that ends them: `*67`, `**`, `#31#`, `*2820*`. */
const code = fc
  .tuple(
    fc.constantFrom("*", "#", "**", "*#"),
    fc.string({ unit: digit, maxLength: 6 }),
    fc.constantFrom("", "*", "#"),
  )
  .map((parts) => parts.join(""));

/** What comes in front of a number: digits for an outside line, codes, several of them. */
const front = fc
  .array(fc.oneof(fc.constantFrom("0", "1", "8", "9", "00", "011"), code), { maxLength: 2 })
  .map((parts) => parts.join(""));

/** Keys that say that the number is complete. */
const terminator = fc.constantFrom("", "", "#", "*", "##");

const separator = fc.constantFrom("", "-", " ", ".");

/** The number with something in front and behind, as the keys of a phone type it. */
export const typedForm = (number: string) =>
  fc.tuple(front, fc.constant(number), terminator).map((parts) => parts.join(""));

/** The same as a program may write it: separators, `+`, the forms of URIs, pauses, escapes. */
export const writtenForm = (typed: string) =>
  fc.tuple(separator, fc.constantFrom(...wrappings)).map(([gap, wrap]) => wrap([...typed].join(gap)));

const wrappings: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => `+${number}`,
  (number) => `tel:${number};phone-context=example.com`,
  (number) => `sip:${number}@pbx.example.com;user=phone`,
  (number) => `${number},,1`,
  (number) => `${number}p5`,
  (number) => [...number].map((each) => `%${each.charCodeAt(0).toString(16)}`).join(""),
  (number) => number.replaceAll(/\d/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)),
];

/** A row of dial patterns, of a route or of a trunk. */
export interface PatternRow {
  readonly prefix: string;
  readonly match: string;
  readonly prepend: string;
}

const anyKeys = (minLength: number, maxLength: number) => fc.string({ unit: digit, minLength, maxLength });

/** Rows with any prefix that let everything behind it through. */
export const strippingRow = anyKeys(1, 4).map((prefix): PatternRow => ({ prefix, match: "X.", prepend: "" }));

/** A row that makes that number of its last digits, and what is dialled for it. */
export const prependingRow = (number: string) =>
  fc.integer({ min: 1, max: number.length - 1 }).map((cut) => ({
    dialled: number.slice(cut),
    row: { prefix: "", match: number.slice(cut), prepend: number.slice(0, cut) } satisfies PatternRow,
  }));
