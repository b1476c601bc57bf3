import type { Setup } from "../../model/setup/setup.js";
import type { Refusal } from "./refusal.js";

/**
 * The PIN travels in the request line, so plain HTTP shows it to everybody on the way (policy pin-over-http).
 * Asked before the form is shown, and again when it comes back.
 */
export function refusePinOverHttp(setup: Setup): Refusal | undefined {
  const refused = setup.portSettings.protocol === "http" && setup.policies.pinOverHttp === "refuse";
  return refused ? { reason: "pin-over-http" } : undefined;
}
