import type { CallBacks } from "../../audit/call-back.js";
import { degradedHelp } from "../../audit/degraded-help.js";
import type { DeskRequest } from "../../dialplan/decide-at.js";
import type { DecisionEnd } from "../../dialplan/decision.js";
import { emergencyOutcome } from "../../dialplan/emergency-outcome.js";
import { matchIn } from "../../dialplan/patterns.js";

export type HelpReached =
  /** What is wrong all the same, in words; absent: nothing that can be said without a location. */
  | { readonly reached: true; readonly degraded?: string }
  /** The first broken link, in words. */
  | { readonly reached: false; readonly missing: string };

/**
 * Whether a call for help reaches the PSAP. An emergency number is one of `emergency-numbers`, or what an emergency route is
 * there for (9911); of another call nothing is said.
 */
export function helpReached(
  desk: Pick<DeskRequest, "setup" | "caller" | "location" | "number"> & {
    readonly place: string | undefined;
  },
  end: DecisionEnd,
  callBackTo: CallBacks,
): HelpReached | undefined {
  const { setup, caller, number, place } = desk;
  const isForHelp =
    setup.emergencyNumbers.includes(number) ||
    setup.routes.some(
      (route) => route.type === "emergency" && matchIn(route, number, caller) !== "no pattern",
    );
  if (!isForHelp) return undefined;
  const outcome = emergencyOutcome(setup, number, end);
  if ("broken" in outcome) return { reached: false, missing: outcome.broken };
  // Where the desk stands decides what the PSAP is told, or whether that is right.
  if (place === undefined && Object.keys(setup.locations).length > 0) return { reached: true };
  const { callerId } = outcome.reached;
  const degraded = degradedHelp(desk, callerId, callBackTo(callerId.number));
  return degraded === "" ? { reached: true } : { reached: true, degraded };
}
