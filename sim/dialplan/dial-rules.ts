import type { Trunk } from "../model/setup/trunks.js";
import { matchesPattern } from "./match-pattern.js";

/**
 * The number after the dial rules of a trunk: the first that matches changes it, whatever the call is for (FI-22).
 * "Strip 9" turns 911 into 11.
 */
export function ruledNumber({ dialRules }: Pick<Trunk, "dialRules">, number: string): string {
  const rule = dialRules.find(({ prefix = "", match }) => matchesPattern(prefix + match, number));
  if (rule === undefined) return number;
  const strip = (rule.prefix ?? "").replaceAll(/\[[^\]]*\]/g, "X").length;
  return (rule.prepend ?? "") + number.slice(strip);
}
