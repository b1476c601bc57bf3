import { routeFor } from "../dialplan/route-for.js";
import { trunksOf } from "../model/setup/routes.js";
import type { Setup } from "../model/setup/setup.js";
import type { EmergencyPathView } from "../transcript/emergency-path-view.js";
import type { HandsetView } from "../transcript/handset-view.js";

/**
 * Works the path out from what the handset shows and what the setup says: power (E1), account (E2),
 * reach (E4), admission (E5), route (E6), identity (E8) and call-back (E9).
 * @param number the emergency number, 911 in the US
 */
export function emergencyPath(view: HandsetView, setup: Setup, number: string): EmergencyPathView {
  const none = (missing: string): EmergencyPathView => ({ path: "none", missing });
  if (view.state === "OFF") return none("no power");
  if (view.state === "BOOT") return none("booting");
  if (view.extension === undefined) return none("no account");
  if (view.registration === "rejected") return none("the PBX rejects its credentials");
  if (view.registration === "failing") return none(failingText(view));
  const registered = view.registration === "registered";
  if (!registered && !view.callWithoutRegistration) return none("not registered");
  const route = routeFor(setup, view.extension, number);
  if (!route) return none(`no route for ${number}`);
  if (!trunksOf(route).some((name) => setup.trunks[name]?.farEnd === "psap"))
    return none(`${number} is not routed to the PSAP`);
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
