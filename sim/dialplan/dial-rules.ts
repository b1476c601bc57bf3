import type { Trunk } from "../model/setup/trunks.js";
import { matchesPattern } from "./match-pattern.js";
import { patternRow, sentBy } from "./pattern-row.js";

/**
 * The number after the dial rules of a trunk: the first that matches changes it, whatever the call is for (FI-22).
 * "Strip 9" turns 911 into 11.
 */
export function ruledNumber({ dialRules }: Pick<Trunk, "dialRules">, number: string): string {
  const rule = dialRules.map(patternRow).find(({ glued }) => matchesPattern(glued, number));
  return rule === undefined ? number : sentBy(rule, number);
}
