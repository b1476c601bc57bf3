import type { Setup } from "../../model/setup/setup.js";

/** Every name that a step may use, as of that step. */
export interface KnownNames {
  readonly models: readonly string[];
  /** Each phone, each group and each member of a group; undefined: the file has no `phones` to look them up in. */
  readonly phones: ReadonlySet<string> | undefined;
  /** Calls that earlier steps dialled. */
  readonly calls: Set<string>;
  /** Calls that any step dials. */
  readonly laterCalls: ReadonlySet<string>;
  /**
   * The setup with the scenario's changes, then after each Submit, the newest last: a name that was there once
   * stays known (no phone is registered as it any more). Empty: there is none to look names up in.
   */
  readonly setups: Setup[];
}

/** Names that any of the setups has in a section. */
export function namesIn(setups: readonly Setup[], section: (setup: Setup) => object): string[] {
  return [...new Set(setups.flatMap((setup) => Object.keys(section(setup))))];
}
