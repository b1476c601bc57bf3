import { plainValue } from "../conf-text.js";

/** The global variable that holds a dollar sign: there is no other way to write one before a brace. */
export const dollarVariable = "DOLLAR";

/**
 * A text of the setup in the arguments of an application: it comes out as it is, whatever it holds. What Asterisk
 * puts in the place of a variable it does not look through again.
 */
export function literalText(text: string): string {
  return plainValue(text).replaceAll("$", () => `\${${dollarVariable}}`);
}

/** What is left of a variable that came over the wire: keys of a phone, so that no text of a caller becomes arguments. */
export function keysOnly(expression: string): string {
  return `\${FILTER(0-9A-Da-d*#+,${expression})}`;
}

/**
 * A test of two texts. Digits alone Asterisk compares as numbers, where 127.10 is 127.1 and 0911 is 911; with a letter
 * before them it does not.
 */
export function isEqual(left: string, right: string): string {
  return `"x${left}" = "x${right}"`;
}
