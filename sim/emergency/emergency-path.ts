import { decide } from "../dialplan/decide.js";
import { noLoad } from "../dialplan/decision.js";
import { emergencyOutcome } from "../dialplan/emergency-outcome.js";
import type { Setup } from "../model/setup/setup.js";
import type { EmergencyPathView } from "../transcript/emergency-path-view.js";
import type { HandsetView } from "../transcript/handset-view.js";

/**
 * Works the path out from what the handset shows and what the setup says: power (E1), account (E2),
 * reach (E4), admission (E5), route (E6), identity (E8) and call-back (E9).
 * @param number the emergency number, 911 in the US
 * @param epochMs wall clock of the PBX: routes have their hours (PBX-88)
 */
export function emergencyPath(
  view: HandsetView,
  setup: Setup,
  number: string,
  epochMs: number,
): EmergencyPathView {
  const none = (missing: string): EmergencyPathView => ({ path: "none", missing });
  if (view.state === "OFF") return none("no power");
  if (view.state === "BOOT") return none("booting");
  if (view.extension === undefined) return none("no account");
  if (view.registration === "rejected") return none("the PBX rejects its credentials");
  if (view.registration === "failing") return none(failingText(view));
  const registered = view.registration === "registered";
  if (!registered && !view.callWithoutRegistration) return none("not registered");
  const broken = brokenRoute(setup, view.extension, number, epochMs);
  if (broken !== undefined) return none(broken);
  if (!registered) return { path: "degraded", missing: "no registration: the PSAP cannot call back" };
  if (view.location === undefined && setup.policies.emergencyIdentity === "desk") {
    return { path: "degraded", missing: "the desk's location is not known" };
  }
  return { path: "good", missing: "" };
}

function failingText({ registrationReason = "no answer" }: HandsetView): string {
  return registrationReason === "no answer"
    ? "the PBX does not answer"
    : `cannot register: ${registrationReason}`;
}

/** What the PBX would do with the call, on an idle PBX. @returns why it does not reach the PSAP */
function brokenRoute(setup: Setup, caller: string, number: string, epochMs: number): string | undefined {
  const { end } = decide({ setup, caller, address: undefined, number, epochMs, load: noLoad });
  const outcome = emergencyOutcome(setup, number, end);
  return "broken" in outcome ? outcome.broken : undefined;
}
