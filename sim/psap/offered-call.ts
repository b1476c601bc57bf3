import type { SipRequest } from "../sip/message/message.js";
import { parseMessage } from "../sip/message/parse.js";
import { answerSdp } from "../sip/sdp/sdp-answer.js";
import { offerSdp } from "../sip/sdp/sdp-offer.js";
import { sessionOf } from "../sip/sdp/session-of.js";

/** Why a call is not taken. */
export interface Refusal {
  readonly status: number;
  readonly why: string;
}

/** What a PBX may send an emergency call to besides sip and sips (RFC 3966, RFC 5031). */
const reading = { schemes: ["tel", "urn"] } as const;

/** @param raw an INVITE as the SIP server hands it over */
export function inviteIn(raw: string): SipRequest | Refusal {
  const parsed = parseMessage(raw, reading);
  if (parsed.ok && parsed.message.kind === "request") return parsed.message;
  return { status: 400, why: parsed.ok ? "it is not a request" : parsed.reason };
}

/** @returns the session to answer it with, from an address where all RTP is thrown away */
export function sessionFor(invite: SipRequest, host: string): string | Refusal {
  const { sdp, fault } = sessionOf(invite);
  if (sdp === undefined) {
    return { status: fault?.status ?? 488, why: fault?.reason ?? "it offers no session" };
  }
  return answerSdp(sdp, host) ?? { status: 488, why: "it offers neither PCMU nor PCMA in the clear" };
}

/** The same for who answers an INVITE without an offer by one of its own (RFC 3264 §5). */
export function sessionOrOfferFor(invite: SipRequest, host: string): string | Refusal {
  return invite.body === "" ? offerSdp(host) : sessionFor(invite, host);
}
