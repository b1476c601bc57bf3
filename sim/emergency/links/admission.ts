import { identifiedByAddress } from "../../dialplan/identified-by-address.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import { secretPrint } from "../../transcript/secret-print.js";
import { broken, brokenByPhone, type DeskNow, type LinkFault } from "../desk-now.js";

/**
 * E5: the phone would send an INVITE, and the PBX would authenticate it. Each INVITE is authenticated by itself, so a
 * registration is needed only where the phone wants one (asterisk-wire.md §2.3).
 */
export function admission(desk: DeskNow): LinkFault {
  const { view } = desk;
  if (view.registration !== "registered" && !view.callWithoutRegistration) {
    return broken("not registered: the phone does not dial");
  }
  const ofBackend = refusedByBackend(desk);
  if (ofBackend !== undefined) return ofBackend;
  return view.registration === "rejected" ? brokenByPhone("the PBX rejects its credentials") : undefined;
}

function refusedByBackend({ view, setup, backend, heldSecret }: DeskNow): LinkFault {
  const { extension } = view;
  if (extension === undefined || !backend.shows.dialPlan) return undefined;
  const settings = extensionOf(setup, extension);
  if (settings === undefined) return broken(`the PBX does not know extension ${extension}`);
  const taken = identifiedByAddress(setup, view.address);
  if (taken !== undefined && taken !== extension) {
    return broken(`the PBX takes it for ${taken}, by its address (Match (Permit))`);
  }
  const isAnother = heldSecret !== undefined && heldSecret !== secretPrint(settings.secret);
  return isAnother ? broken(`the password of ${extension} is not what the phone has`) : undefined;
}
