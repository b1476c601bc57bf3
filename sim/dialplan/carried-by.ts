import { type TrunkState, trunkFailures } from "../model/control/trunk-states.js";
import type { Setup } from "../model/setup/setup.js";
import type { OutboundCall, TrunkAttempt, UncarriedEnd } from "./decision.js";
import { callerStatus } from "./dial-status.js";
import { goesOnAfter } from "./trunk-failover.js";

/** What a call comes to at the trunks of its route, tried one after the other (PBX-90, PBX-91). */
export type TrunkOutcome =
  | { readonly attempt: TrunkAttempt }
  /** A trunk failed in a way that ends the call: the status that the caller gets. */
  | { readonly status: number; readonly trunk: string }
  | { readonly uncarried: UncarriedEnd };

/** @param stateOf what is wrong with each trunk */
export function carriedBy(
  { attempts, uncarried }: OutboundCall,
  { trunks }: Pick<Setup, "trunks">,
  stateOf: (trunk: string) => TrunkState,
): TrunkOutcome {
  for (const attempt of attempts) {
    const state = stateOf(attempt.trunk);
    if (state === "up" || state === "deaf" || state === "mute") return { attempt };
    // Known to be down: it is not even tried.
    if (state === "down") continue;
    const status = typeof state === "number" ? state : trunkFailures[state].status;
    const trunk = trunks[attempt.trunk];
    if (trunk && !goesOnAfter(status, trunk)) {
      return { status: callerStatus(status).status, trunk: attempt.trunk };
    }
  }
  return { uncarried };
}
