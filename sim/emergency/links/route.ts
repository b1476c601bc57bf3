import { broken, type DeskNow, type LinkFault } from "../desk-now.js";
import { idleOutsideCall } from "./outside-call.js";

/** E6: the first route that takes the number leads to the PSAP, is open now and for this extension, and asks nothing. */
export function route(desk: DeskNow): LinkFault {
  if (!desk.backend.shows.dialPlan) return { state: "unknown", text: "the routes of the PBX are not known" };
  const outcome = idleOutsideCall(desk);
  return "broken" in outcome ? broken(outcome.broken) : undefined;
}
