import { extensionOf } from "../model/setup/extension-of.js";
import { isEmergencyDevice } from "../model/setup/is-emergency-device.js";
import type { ChosenRoute } from "./choose-route.js";
import type { DecisionEnd, DecisionStep, DialRequest } from "./decision.js";

/**
 * An emergency device is hung up at any other route (PBX-99, macro-outbound-callerid). Extensions are no routes: those
 * it may ring.
 * @returns the hang-up; undefined: the call goes on
 */
export function emergencyDeviceRefusal(
  { setup, caller }: DialRequest,
  { route, index }: ChosenRoute,
  steps: DecisionStep[],
): DecisionEnd | undefined {
  if (!isEmergencyDevice(extensionOf(setup, caller))) return undefined;
  const isAllowed = route.type === "emergency";
  const path = isAllowed ? ["extensions", caller, "role"] : ["routes", index, "type"];
  const device = `${caller} is an emergency device`;
  const text = isAllowed
    ? `${device}: emergency routes are open to it`
    : `${device}: it is hung up at route "${route.name}", which is no emergency route`;
  steps.push({ rule: "PBX-99", path, text });
  return isAllowed ? undefined : { kind: "refuse", status: 603, why: text };
}
