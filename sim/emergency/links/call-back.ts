import { inboundExtension, noCallBack } from "../../dialplan/inbound.js";
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
    const rung = inboundExtension(setup, number);
    if (rung === undefined) return broken(noCallBack(number));
    if (rung !== view.extension) return elsewhere(desk, number, rung);
  }
  if (view.registration !== "registered") return brokenByPhone("not registered: no call-back");
  if (!backend.shows.contacts) return unknownContacts;
  return backend.isBound(view.mac, view.extension ?? "")
    ? undefined
    : broken("the PBX has no contact of this phone: no call-back");
}

const unknownContacts: LinkFault = { state: "unknown", text: "the contacts of the PBX are not known" };

/** Another extension is as good, as long as one of its phones is there. */
function elsewhere({ backend }: DeskNow, number: string, rung: string): LinkFault {
  if (!backend.shows.contacts) return unknownContacts;
  return backend.hasContact(rung)
    ? undefined
    : broken(`a call-back to ${number} is for ${rung}, which no phone is registered as`);
}
