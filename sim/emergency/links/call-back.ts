import { broken, brokenByPhone, type DeskNow, type LinkFault } from "../desk-now.js";

/** E9: the desk can be rung: it is registered, as itself and the PBX see it. */
export function callBack({ view, backend }: DeskNow): LinkFault {
  if (view.registration !== "registered") return brokenByPhone("not registered: no call-back");
  if (!backend.shows.contacts) return { state: "unknown", text: "the contacts of the PBX are not known" };
  return backend.isBound(view.mac, view.extension ?? "")
    ? undefined
    : broken("the PBX has no contact of this phone: no call-back");
}
