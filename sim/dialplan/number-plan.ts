import type { Route, Setup, Trunk } from "../model/setup/setup.js";

/** A row of dial patterns, of a route or of a trunk; a text alone is its `match`. */
export type NumberPattern = Route["patterns"][number] | Trunk["dialRules"][number];

/** What a setup says about numbers, whoever calls and whenever. */
export interface NumberPlan extends Pick<Setup, "emergencyNumbers"> {
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly routes: readonly {
    readonly type: Route["type"];
    readonly patterns: readonly NumberPattern[];
  }[];
  readonly trunks: Readonly<Record<string, { readonly dialRules: readonly NumberPattern[] }>>;
}

/** The pattern of what is dialled, prefix and all (FI-11). */
export function wholePattern(row: NumberPattern): string {
  return typeof row === "string" ? row : `${row.prefix ?? ""}${row.match}`;
}
