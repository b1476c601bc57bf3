import type { DecisionEnd } from "../../dialplan/decision.js";
import { emergencyOutcome } from "../../dialplan/emergency-outcome.js";
import { matchIn } from "../../dialplan/patterns.js";
import type { Setup } from "../../model/setup/setup.js";

export type HelpReached =
  | { readonly reached: true }
  /** The first broken link, in words. */
  | { readonly reached: false; readonly missing: string };

/**
 * Whether a call for help reaches the PSAP. An emergency number is one of `emergency-numbers`, or what an emergency route is
 * there for (9911); of another call nothing is said.
 */
export function helpReached(
  setup: Setup,
  caller: string,
  number: string,
  end: DecisionEnd,
): HelpReached | undefined {
  const isForHelp =
    setup.emergencyNumbers.includes(number) ||
    setup.routes.some(
      (route) => route.type === "emergency" && matchIn(route, number, caller) !== "no pattern",
    );
  if (!isForHelp) return undefined;
  const outcome = emergencyOutcome(setup, number, end);
  return "broken" in outcome ? { reached: false, missing: outcome.broken } : { reached: true };
}
