import type { Route, Setup } from "../model/setup/setup.js";
import type { NumberPattern } from "./pattern-row.js";

/** What a setup says about numbers, whoever calls and whenever. */
export interface NumberPlan extends Pick<Setup, "emergencyNumbers"> {
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly routes: readonly {
    readonly type: Route["type"];
    readonly patterns: readonly NumberPattern[];
  }[];
  readonly trunks: Readonly<Record<string, { readonly dialRules: readonly NumberPattern[] }>>;
}
