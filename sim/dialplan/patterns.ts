import type { Route } from "../model/setup/routes.js";
import { matchesPattern } from "./match-pattern.js";
import { elementsOf, type PatternRow, patternRow } from "./pattern-row.js";

/** A row in the list of its route. */
export interface RoutePattern extends PatternRow {
  /** Its place, from 0. */
  readonly index: number;
}

export function patternsOf({ patterns }: Pick<Route, "patterns">): RoutePattern[] {
  return patterns.map((row, index) => ({ ...patternRow(row), index }));
}

/** What a route makes of a number for a caller. */
export type Match = RoutePattern | "no pattern" | "another caller";

/** The most specific of its patterns that takes the number (PBX-85, PBX-87). */
export function matchIn(route: Pick<Route, "patterns">, number: string, caller: string): Match {
  const fitting = patternsOf(route).filter(({ glued }) => matchesPattern(glued, number));
  const open = fitting.filter((each) => each.caller === undefined || matchesPattern(each.caller, caller));
  const [best] = open.toSorted((one, other) => bySpecificity(one.glued, other.glued));
  return best ?? (fitting.length > 0 ? "another caller" : "no pattern");
}

/** Asterisk looks at the first place where two patterns differ; the one that takes fewer characters there wins. */
function bySpecificity(one: string, other: string): number {
  const [mine, others] = [elementsOf(one), elementsOf(other)];
  for (const [place, element] of mine.entries()) {
    const difference = breadth(element) - breadth(others[place] ?? "");
    if (difference !== 0) return difference;
  }
  return mine.length - others.length;
}

/** How many characters an element takes; the end of a pattern takes none, the wildcards any. */
function breadth(element: string): number {
  const fixed: Readonly<Record<string, number>> = { N: 8, Z: 9, X: 10, ".": 100, "!": 101, "": 0 };
  const known = fixed[element.toUpperCase()];
  if (known !== undefined) return known;
  if (!element.startsWith("[")) return 1;
  const ranges = element
    .slice(1, -1)
    .replaceAll(/(\d)-(\d)/g, (_range, first: string, last: string) =>
      "0".repeat(Number(last) - Number(first) + 1),
    );
  return ranges.length;
}
