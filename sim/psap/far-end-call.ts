import type { FarEndCallView } from "../model/control/control-api.js";
import { addressListed } from "../model/setup/desk-location.js";
import { farEndOf } from "../model/setup/far-end-of.js";
import type { Setup } from "../model/setup/setup.js";
import { callerCallHeader, trunkHeader } from "../model/trunk-header.js";
import { header, type SipRequest } from "../sip/message/message.js";
import { dialledNumber } from "../sip/message/parties.js";
import { isTestCall, oneLine, readBackOf } from "./read-back.js";
import { receivedCall } from "./received-call.js";

/**
 * What the far end sees of a call. The PSAP finds the address in its list by the number it received
 * (P-Asserted-Identity, else From), as an address list (ALI) does: not by anything only the PBX knows. To a test call it
 * reads back that number and where it would send help: to the location that came with the call, else to that address.
 * @returns undefined where it came over no trunk of the setup
 */
export function farEndCall(invite: SipRequest, setup: Setup): FarEndCallView | undefined {
  const trunk = header(invite, trunkHeader) ?? "";
  const number = dialledNumber(invite);
  const farEnd = number === undefined ? undefined : farEndOf(setup, trunk, number);
  if (number === undefined || farEnd === undefined) return undefined;
  const received = receivedCall(invite);
  const { callerId, location: sent, locationFault } = received;
  const [location, listed] = addressListed(setup, callerId) ?? [];
  const callId = header(invite, callerCallHeader);
  return {
    ...{ farEnd, trunk, number, callerId, location, state: "answered" },
    ...(sent && { sentLocation: oneLine(sent.text) }),
    ...(locationFault !== undefined && { locationFault: oneLine(locationFault) }),
    ...(farEnd === "psap" && isTestCall(received) && { readBack: readBackOf(received, listed?.address) }),
    ...(callId !== undefined && { callId }),
  };
}
