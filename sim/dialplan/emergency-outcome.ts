import type { Setup } from "../model/setup/setup.js";
import type { DecisionEnd, TrunkAttempt } from "./decision.js";

/** Whether a call to an emergency number reaches the PSAP: by which attempt, or in words why not. */
export type EmergencyOutcome =
  | { readonly reached: TrunkAttempt; readonly route: string }
  | { readonly broken: string };

/** @param end what the PBX does with the number */
export function emergencyOutcome(setup: Setup, number: string, end: DecisionEnd): EmergencyOutcome {
  switch (end.kind) {
    case "refuse":
      return { broken: end.status === 404 ? `no route for ${number}` : end.why };
    case "announcement":
      return { broken: `an announcement answers: ${end.why}` };
    case "extension":
      return { broken: `${number} is not routed to the PSAP` };
    case "outbound": {
      const { gates, attempts, route } = end.call;
      if (gates.length > 0) return { broken: `route "${route.name}" asks for a PIN or a password` };
      const [first] = attempts;
      return first !== undefined && setup.trunks[first.trunk]?.farEnd === "psap"
        ? { reached: first, route: route.name }
        : { broken: `${number} is not routed to the PSAP` };
    }
  }
}
