import { locationOf } from "../model/setup/desk-location.js";
import { extensionOf } from "../model/setup/extension-of.js";
import type { Route, Setup } from "../model/setup/setup.js";

/** Who calls out, and from where. */
export interface OutboundCaller {
  readonly extension: string;
  /** Source address of the INVITE. */
  readonly address: string;
}

/**
 * The number that a trunk leg shows. Emergency: the desk's (policy `emergency-identity: desk`), else as
 * FreePBX does, the extension's Emergency CID (PBX-93). Otherwise PBX-94: the user's outbound CID beats the trunk's.
 */
export function trunkCallerId(
  setup: Setup,
  route: Pick<Route, "type" | "trunk">,
  caller: OutboundCaller,
): string {
  const settings = extensionOf(setup, caller.extension);
  const ordinary = settings?.outboundCid ?? setup.trunks[route.trunk]?.callerId ?? caller.extension;
  if (route.type !== "emergency") return ordinary;
  const desk = setup.policies.emergencyIdentity === "desk" ? locationOf(setup, caller.address) : undefined;
  return desk?.callerId ?? settings?.emergencyCid ?? ordinary;
}
