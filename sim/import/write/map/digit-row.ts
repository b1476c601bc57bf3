import { dialPattern } from "../../../model/setup/dial-pattern.js";
import type { DialRuleFacts } from "../../facts/facts.js";

/** What routes and trunks say of digits: a prefix that goes, what must follow it, and what is put before. */
export interface DigitRow {
  readonly prefix?: string;
  readonly match: string;
  readonly prepend?: string;
}

/** Can a setup hold it? */
export function isDigitRow({ prefix, match, prepend }: DialRuleFacts): boolean {
  const patterns = prefix === "" ? [match] : [prefix, match];
  return patterns.every((each) => dialPattern.safeParse(each).success) && /^[\d*#+]*$/.test(prepend);
}

export function digitRow({ prefix, match, prepend }: DialRuleFacts): DigitRow {
  return { ...(prefix === "" ? {} : { prefix }), match, ...(prepend === "" ? {} : { prepend }) };
}
