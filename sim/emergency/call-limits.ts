import type { DialLoad } from "../dialplan/decision.js";
import { limitReached } from "../dialplan/limit.js";
import { isFull } from "../dialplan/trunk-attempts.js";
import type { Setup } from "../model/setup/setup.js";

/** Which limits of calls are reached, to see when that changes. */
export class CallLimits {
  readonly #extensions = new Set<string>();
  readonly #trunks = new Set<string>();

  /**
   * The calls of an extension have changed.
   * @returns whether a limit is reached now and was not before, or the other way round
   */
  after(
    extension: string,
    setup: Setup,
    load: DialLoad,
  ): { readonly extensionFull: boolean; readonly trunkFull: boolean } {
    const isReached = limitReached({ setup, caller: extension, load }, []) !== undefined;
    const extensionFull = changed(this.#extensions, extension, isReached);
    let trunkFull = false;
    for (const trunk of Object.keys(setup.trunks)) {
      if (changed(this.#trunks, trunk, isFull(setup, trunk, load))) trunkFull = true;
    }
    return { extensionFull, trunkFull };
  }
}

function changed(full: Set<string>, name: string, isNow: boolean): boolean {
  if (full.has(name) === isNow) return false;
  if (isNow) full.add(name);
  else full.delete(name);
  return true;
}
