import type { Route } from "../model/setup/routes.js";
import { matchesPattern } from "./match-pattern.js";

/** One dial pattern of a route, as Asterisk has it: prefix and rest glued to one (FI-11). */
export interface RoutePattern {
  /** Place in the route's list, from 0. */
  readonly index: number;
  readonly glued: string;
  /** Characters that are taken off the front. */
  readonly strip: number;
  readonly prepend: string;
  /** Only for callers whose number matches it (FI-12). */
  readonly caller: string | undefined;
}

export function patternsOf({ patterns }: Pick<Route, "patterns">): RoutePattern[] {
  return patterns.map((row, index) => {
    if (typeof row === "string") return { index, glued: row, strip: 0, prepend: "", caller: undefined };
    const { prefix = "", match, prepend = "", caller } = row;
    return { index, glued: prefix + match, strip: elementsOf(prefix).length, prepend, caller };
  });
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

/** The number that leaves the route: prefix off, prepend on. */
export function sentBy({ strip, prepend }: Pick<RoutePattern, "strip" | "prepend">, number: string): string {
  return prepend + number.slice(strip);
}

/** A pattern of all numbers that can leave by it. */
export function sentPattern({ glued, strip, prepend }: RoutePattern): string {
  return prepend + elementsOf(glued).slice(strip).join("");
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

function elementsOf(pattern: string): string[] {
  return pattern.match(/\[[^\]]*\]|./g) ?? [];
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
