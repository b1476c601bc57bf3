import type { Route, Trunk } from "../model/setup/setup.js";

/** A row of dial patterns as it is written, of a route or of a trunk; a text alone is its `match`. */
export type NumberPattern = Route["patterns"][number] | Trunk["dialRules"][number];

/** A row as Asterisk has it: prefix and rest glued to one (FI-11). */
export interface PatternRow {
  readonly prefix: string;
  readonly glued: string;
  /** Characters that are taken off the front. */
  readonly strip: number;
  readonly prepend: string;
  /** Only for callers whose number matches it (FI-12). */
  readonly caller: string | undefined;
}

export function patternRow(row: NumberPattern): PatternRow {
  if (typeof row === "string") return { prefix: "", glued: row, strip: 0, prepend: "", caller: undefined };
  const { prefix = "", match, prepend = "" } = row;
  const caller = "caller" in row ? row.caller : undefined;
  return { prefix, glued: prefix + match, strip: elementsOf(prefix).length, prepend, caller };
}

/** What leaves for a number that the row takes: prefix off, prepend on (PBX-87). */
export function sentBy({ strip, prepend }: Pick<PatternRow, "strip" | "prepend">, number: string): string {
  return prepend + number.slice(strip);
}

/** A pattern of all numbers that can leave by it. */
export function sentPattern({ glued, strip, prepend }: PatternRow): string {
  return prepend + elementsOf(glued).slice(strip).join("");
}

/** Each stands for one key, but a wildcard at the end. */
export function elementsOf(pattern: string): string[] {
  return pattern.match(/\[[^\]]*\]|./g) ?? [];
}
