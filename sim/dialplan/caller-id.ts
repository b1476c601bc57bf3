import { type CallerId, parseCallerId } from "../model/setup/caller-id-text.js";
import { locationOf } from "../model/setup/desk-location.js";
import { extensionOf } from "../model/setup/extension-of.js";
import { isEmergencyDevice } from "../model/setup/is-emergency-device.js";
import type { Route } from "../model/setup/routes.js";
import type { Setup } from "../model/setup/setup.js";
import type { CallerIdSource, ShownCallerId } from "./decision.js";

/** Who calls out, and from where. */
export interface OutboundCaller {
  readonly extension: string;
  /** Source address of the INVITE; undefined: not known. */
  readonly address: string | undefined;
}

/**
 * What a trunk shows. Emergency: the desk's number (policy `emergency-identity: desk`), else as FreePBX does the
 * extension's Emergency CID and nothing else (PBX-93). Otherwise the last one set of trunk, extension, route and forced
 * caller id (PBX-94); on an intra-company route the caller's own (PBX-97).
 */
export function trunkCallerId(
  setup: Setup,
  route: Pick<Route, "type" | "intraCompany" | "callerId">,
  trunkName: string,
  caller: OutboundCaller,
): ShownCallerId {
  const settings = extensionOf(setup, caller.extension);
  if (route.type === "emergency") {
    const own = parseCallerId(settings?.emergencyCid ?? "");
    if (isEmergencyDevice(settings) && own !== undefined) {
      // It does not move: its number is that of its place, and its name says so (PBX-99).
      const name = own.name === "" ? settings.name : own.name;
      return shown({ ...own, name, withheld: false }, "emergency-cid", caller);
    }
    const byDesk = setup.policies.emergencyIdentity === "desk" && caller.address !== undefined;
    const desk = byDesk ? locationOf(setup, caller.address ?? "") : undefined;
    if (desk !== undefined) return shown(parseCallerId(desk.callerId), "location", caller);
    if (own !== undefined) return shown({ ...own, withheld: false }, "emergency-cid", caller);
  }
  if (route.intraCompany) {
    return shown(parseCallerId(settings?.cidMasquerade ?? caller.extension), "caller", caller);
  }
  return ordinary(setup, route, trunkName, caller);
}

function ordinary(
  setup: Setup,
  { callerId: ofRoute }: Pick<Route, "callerId">,
  trunkName: string,
  caller: OutboundCaller,
): ShownCallerId {
  const settings = extensionOf(setup, caller.extension);
  const trunk = Object.hasOwn(setup.trunks, trunkName) ? setup.trunks[trunkName] : undefined;
  const ofTrunk = parseCallerId(trunk?.callerId ?? "");
  if (trunk?.keepCid === "all" && ofTrunk !== undefined) return shown(ofTrunk, "forced", caller);
  const ofExtension = parseCallerId(settings?.outboundCid ?? "");
  const routeApplies = ofRoute !== undefined && (ofExtension === undefined || ofRoute.overrideExtension);
  const [chosen, from]: readonly [CallerId | undefined, CallerIdSource] = routeApplies
    ? [parseCallerId(ofRoute.number), "route"]
    : ofExtension !== undefined
      ? [ofExtension, "outbound-cid"]
      : [ofTrunk, "trunk"];
  const found = shown(chosen, from, caller);
  return trunk?.keepCid === "cnum" ? { ...found, name: "" } : found;
}

/** Where nothing is set the far end sees the number of the extension. */
function shown(
  callerId: CallerId | undefined,
  from: CallerIdSource,
  { extension }: OutboundCaller,
): ShownCallerId {
  if (callerId === undefined) return { number: extension, name: "", withheld: false, from: "caller" };
  return { ...callerId, from };
}
