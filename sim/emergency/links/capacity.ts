import { broken, type DeskNow, type LinkFault } from "../desk-now.js";
import { outsideCall } from "./outside-call.js";

/** E7: one more call fits the extension's Outbound Concurrency Limit, and a trunk of the route would carry it. */
export function capacity(desk: DeskNow): LinkFault {
  const outcome = outsideCall(desk);
  return "broken" in outcome ? broken(outcome.broken) : undefined;
}
