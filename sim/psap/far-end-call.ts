import type { FarEndCallView } from "../model/control/control-api.js";
import { addressListed } from "../model/setup/desk-location.js";
import { farEndOf } from "../model/setup/far-end-of.js";
import type { Setup } from "../model/setup/setup.js";
import { header, type SipRequest } from "../sip/message/message.js";
import { dialledNumber, userOf } from "../sip/message/parties.js";
import { callerCallHeader, trunkHeader } from "./trunk-header.js";

/**
 * What the far end sees of a call. The PSAP finds the address in its list by the number it received
 * (P-Asserted-Identity, else From), as an address list (ALI) does: not by anything only the PBX knows.
 * @returns undefined where it came over no trunk of the setup
 */
export function farEndCall(invite: SipRequest, setup: Setup): FarEndCallView | undefined {
  const trunk = header(invite, trunkHeader) ?? "";
  const number = dialledNumber(invite);
  const farEnd = number === undefined ? undefined : farEndOf(setup, trunk, number);
  if (number === undefined || farEnd === undefined) return undefined;
  const callerId = userOf(header(invite, "P-Asserted-Identity")) ?? userOf(header(invite, "From")) ?? "";
  const location = addressListed(setup, callerId)?.[0];
  const callId = header(invite, callerCallHeader);
  return {
    ...{ farEnd, trunk, number, callerId, location, state: "answered" },
    ...(callId !== undefined && { callId }),
  };
}
