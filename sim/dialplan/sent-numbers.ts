import { matchesPattern } from "./match-pattern.js";
import { type NumberPattern, type NumberPlan, wholePattern } from "./number-plan.js";

/**
 * Every number that a PBX of that setup might send for what is dialled: each row that takes it counts, not only the
 * first, for who calls and at what time is not known here. Routes change it first, then the rules of the trunks.
 */
export function sentNumbers(dialled: string, { routes, trunks }: NumberPlan): string[] {
  const byRoutes = routes.flatMap(({ patterns }) => patterns.flatMap((row) => sentBy(row, dialled)));
  const rules = Object.values(trunks).flatMap(({ dialRules }) => dialRules);
  const byTrunks = [dialled, ...byRoutes].flatMap((number) => rules.flatMap((row) => sentBy(row, number)));
  return [...new Set([...byRoutes, ...byTrunks])];
}

/** What is left of a number without a prefix that any route or trunk takes off, whatever may stand behind it there. */
export function withoutOwnPrefixes(number: string, { routes, trunks }: NumberPlan): string[] {
  const ofRoutes = routes.flatMap(({ patterns }) => patterns);
  const ofTrunks = Object.values(trunks).flatMap(({ dialRules }) => dialRules);
  return [...ofRoutes, ...ofTrunks].flatMap((row) => {
    const prefix = prefixOf(row);
    const rest = number.slice(lengthOf(prefix));
    return prefix !== "" && matchesPattern(`${prefix}!`, number) ? [rest] : [];
  });
}

/** @returns nothing where it leaves as it came */
function sentBy(row: NumberPattern, number: string): string[] {
  const prepend = typeof row === "string" ? "" : (row.prepend ?? "");
  const strip = lengthOf(prefixOf(row));
  if ((strip === 0 && prepend === "") || !matchesPattern(wholePattern(row), number)) return [];
  return [`${prepend}${number.slice(strip)}`];
}

function prefixOf(row: NumberPattern): string {
  return typeof row === "string" ? "" : (row.prefix ?? "");
}

/** How many keys a pattern without wildcard stands for. */
function lengthOf(pattern: string): number {
  return pattern.replaceAll(/\[[^\]]*\]/g, "X").length;
}
