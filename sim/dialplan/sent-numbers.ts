import { matchesPattern } from "./match-pattern.js";
import type { NumberPlan } from "./number-plan.js";
import { type NumberPattern, patternRow, sentBy } from "./pattern-row.js";

/**
 * Every number that a PBX of that setup might send for what is dialled: each row that takes it counts, not only the
 * first, for who calls and at what time is not known here. Routes change it first, then the rules of the trunks.
 */
export function sentNumbers(dialled: string, { routes, trunks }: NumberPlan): string[] {
  const byRoutes = routes.flatMap(({ patterns }) => patterns.flatMap((row) => changedBy(row, dialled)));
  const rules = Object.values(trunks).flatMap(({ dialRules }) => dialRules);
  const byTrunks = [dialled, ...byRoutes].flatMap((number) => rules.flatMap((row) => changedBy(row, number)));
  return [...new Set([...byRoutes, ...byTrunks])];
}

/** What is left of a number without a prefix that any route or trunk takes off, whatever may stand behind it there. */
export function withoutOwnPrefixes(number: string, { routes, trunks }: NumberPlan): string[] {
  const ofRoutes = routes.flatMap(({ patterns }) => patterns);
  const ofTrunks = Object.values(trunks).flatMap(({ dialRules }) => dialRules);
  return [...ofRoutes, ...ofTrunks].flatMap((row) => {
    const { prefix, strip } = patternRow(row);
    return prefix !== "" && matchesPattern(`${prefix}!`, number) ? [number.slice(strip)] : [];
  });
}

/** @returns nothing where it leaves as it came */
function changedBy(written: NumberPattern, number: string): string[] {
  const row = patternRow(written);
  const isChange = row.strip > 0 || row.prepend !== "";
  return isChange && matchesPattern(row.glued, number) ? [sentBy(row, number)] : [];
}
