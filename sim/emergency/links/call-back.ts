import { calledBack, decideInbound } from "../../dialplan/inbound.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import { isEmergencyDevice } from "../../model/setup/is-emergency-device.js";
import { broken, brokenByPhone, type DeskNow, type LinkFault } from "../desk-now.js";
import { outsideCall } from "./outside-call.js";

/**
 * E9: a call to the number that the PSAP was shown rings this desk, or somebody else who can answer. As long as the setup
 * has no inbound routes, nobody can say where that number leads: then the desk has to be one that can be rung at all.
 */
export function callBack(desk: DeskNow): LinkFault {
  const { view, backend, setup } = desk;
  const outcome = outsideCall(desk);
  if (setup.inboundRoutes.length > 0 && "reached" in outcome) {
    const { number } = outcome.reached.callerId;
    const called = calledBack(setup, number);
    if ("nobody" in called) return broken(called.nobody);
    const call = { number, caller: desk.number, epochMs: backend.wall(), load: backend };
    const { end } = decideInbound(setup, call);
    // Do not disturb, or a forward, that a visitor has switched for all phones of a placeholder (EH-17).
    if (end.kind === "refuse") return broken(`a call-back to ${number} is refused: ${end.why}`);
    // Whom a forward reaches outside, nobody knows here.
    if (end.kind !== "extension") return undefined;
    if (end.extension !== view.extension) return elsewhere(desk, number, end.extension);
  } else if (isEmergencyDevice(extensionOf(setup, view.extension))) {
    return broken("nobody can call an emergency device, and no inbound route says who is called back");
  }
  if (view.registration !== "registered") return brokenByPhone("not registered: no call-back");
  if (!backend.shows.contacts) return unknownContacts;
  const extension = view.extension ?? "";
  if (!backend.isBound(view.mac, extension)) {
    return broken("the PBX has no contact of this phone: no call-back");
  }
  return backend.isLost(view.mac, extension)
    ? broken("the phone does not answer the PBX's OPTIONS: no call-back")
    : undefined;
}

const unknownContacts: LinkFault = { state: "unknown", text: "the contacts of the PBX are not known" };

/** Another extension is as good, as long as one of its phones is there. */
function elsewhere({ backend }: DeskNow, number: string, rung: string): LinkFault {
  if (!backend.shows.contacts) return unknownContacts;
  return backend.isRung(rung)
    ? undefined
    : broken(`a call-back to ${number} is for ${rung}, and no phone that is registered as it can be rung`);
}
