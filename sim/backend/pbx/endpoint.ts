import { identifiedByAddress } from "../../dialplan/identified-by-address.js";
import type { Setup } from "../../model/setup/setup.js";
import type { SipRequest } from "../../sip/message/message.js";
import { fromUser } from "../../sip/message/parties.js";

/** The extension that a request is taken as, whether it exists or not. */
export interface Endpoint {
  readonly user: string | undefined;
  /** Found by the source address alone; the From user was not looked at. */
  readonly byAddress: boolean;
}

/**
 * Identify order ip, username (PBX-18): by Match (Permit) first, then by From.
 * @param address source address of the packet
 */
export function endpointOf(request: SipRequest, address: string, setup: Setup): Endpoint {
  const byAddress = identifiedByAddress(setup, address);
  return byAddress === undefined
    ? { user: fromUser(request), byAddress: false }
    : { user: byAddress, byAddress: true };
}
