import { type DeskRequest, takenDesks } from "../dialplan/decide-at.js";
import type { ShownCallerId } from "../dialplan/decision.js";
import { toldLocation } from "../dialplan/told-location.js";
import { extensionOf } from "../model/setup/extension-of.js";
import { isEmergencyDevice } from "../model/setup/is-emergency-device.js";
import type { CallBack } from "./call-back.js";

/**
 * What is wrong with a call that reaches the PSAP, in words: help is not sent to the desk (EH-12 to EH-15), some desks of the
 * location cannot call at all (PBX-71), or nobody is called back (EH-16, PBX-99).
 * @param place the name of the desk's location
 * @returns "" where nothing is
 */
export function degradedHelp(
  desk: Pick<DeskRequest, "setup" | "caller" | "location"> & { readonly place: string | undefined },
  callerId: ShownCallerId,
  callBack: CallBack,
): string {
  const { broken } = toldLocation(desk.setup, callerId, desk.place);
  const severe = [broken, takenDesks(desk)].filter((text) => text !== undefined);
  if (severe.length > 0) return severe.join("; ");
  if (callBack.rings === "nobody") return callBack.why;
  // Without inbound routes other phones can be rung by their contact; these never.
  const isNeverRung = isEmergencyDevice(extensionOf(desk.setup, desk.caller));
  return isNeverRung && callBack.rings === "not known" ? "nobody can call an emergency device back" : "";
}
