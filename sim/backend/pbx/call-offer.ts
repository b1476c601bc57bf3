import { header, type SipRequest } from "../../sip/message/message.js";
import { offerSdp } from "../../sip/sdp/sdp-offer.js";
import { sessionOf } from "../../sip/sdp/session-of.js";
import { type Answer, answer } from "./answer.js";
import { unservedOptions } from "./required-options.js";

/** What an authenticated INVITE offers, or why it is not a call. */
export type CallOffer =
  /** @property taken what was wrong with it all the same */
  { readonly sdp: string; readonly taken: string | undefined } | { readonly answer: Answer };

/**
 * Reads what an INVITE offers. One to an emergency number is a call whatever its body is: Asterisk makes an offer of
 * its own then, and so does this PBX, because the far end does without the caller's media.
 * @param pbxHost numeric address that such an offer names
 */
export function callOffer(message: SipRequest, emergency: boolean, pbxHost: string): CallOffer {
  const unserved = unservedOptions(message);
  if (unserved.length > 0) {
    const unsupported = unserved.join(", ");
    return {
      answer: answer(420, { headers: { Unsupported: unsupported }, why: `it requires ${unsupported}` }),
    };
  }
  if (header(message, "Contact") === undefined) {
    return { answer: answer(400, { reason: "Contact is missing" }) };
  }
  const { sdp, fault } = sessionOf(message);
  if (emergency) return { sdp: sdp ?? offerSdp(pbxHost), taken: fault?.reason };
  if (fault?.status === 415) {
    return { answer: answer(415, { headers: { Accept: "application/sdp" }, why: fault.reason }) };
  }
  if (fault) return { answer: answer(fault.status, { reason: fault.reason }) };
  // Without an offer the caller's ACK would have to be passed on; phones do not call so.
  return sdp === undefined
    ? { answer: answer(488, { why: "it offers no session" }) }
    : { sdp, taken: undefined };
}
