import type { TrunkState } from "../model/control/trunk-states.js";
import { farEndOf } from "../model/setup/far-end-of.js";
import type { Setup } from "../model/setup/setup.js";
import { carriedBy } from "./carried-by.js";
import type { DecisionEnd, TrunkAttempt } from "./decision.js";

/** Whether a call to an emergency number reaches the PSAP: by which attempt, or in words why not. */
export type EmergencyOutcome =
  | { readonly reached: TrunkAttempt; readonly route: string }
  | { readonly broken: string };

/**
 * @param end what the PBX does with the number
 * @param stateOf what is wrong with each trunk; absent: nothing
 */
export function emergencyOutcome(
  setup: Setup,
  number: string,
  end: DecisionEnd,
  stateOf: (trunk: string) => TrunkState = () => "up",
): EmergencyOutcome {
  switch (end.kind) {
    case "refuse":
      return { broken: end.status === 404 ? `no route for ${number}` : end.why };
    case "announcement":
      return { broken: `an announcement answers: ${end.why}` };
    case "extension":
      return { broken: `${number} is not routed to the PSAP` };
    case "outbound": {
      const { gates, route } = end.call;
      if (gates.length > 0) return { broken: `route "${route.name}" asks for a PIN or a password` };
      const carried = carriedBy(end.call, setup, stateOf);
      if ("uncarried" in carried) return { broken: `no trunk of route "${route.name}" takes the call` };
      if ("status" in carried) return { broken: `trunk ${carried.trunk} fails, and no other is tried` };
      const { trunk, number: sent } = carried.attempt;
      return farEndOf(setup, trunk, sent) === "psap"
        ? { reached: carried.attempt, route: route.name }
        : { broken: `${number} is not routed to the PSAP` };
    }
  }
}
