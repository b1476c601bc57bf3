/** A row of dial patterns; a text alone is its `match`. */
export type NumberPattern =
  | string
  | {
      /** Pattern of what is taken off. */
      readonly prefix?: string | undefined;
      readonly match: string;
      /** Put in front of what is sent. */
      readonly prepend?: string | undefined;
    };

/** What a setup says about numbers, whoever calls and whenever. */
export interface NumberPlan {
  readonly emergencyNumbers: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly routes: readonly {
    readonly type: "normal" | "emergency";
    readonly patterns: readonly NumberPattern[];
  }[];
  readonly trunks: Readonly<
    Record<string, { readonly farEnd: string; readonly dialRules?: readonly NumberPattern[] | undefined }>
  >;
}

/** The patterns of what is dialled, prefix and all (FI-11). */
export function wholePattern(row: NumberPattern): string {
  return typeof row === "string" ? row : `${row.prefix ?? ""}${row.match}`;
}
