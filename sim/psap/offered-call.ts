import type { SipDialog } from "../backend/drachtio/sip-app.js";
import { Voice, type VoiceOptions } from "../media/session/voice.js";
import type { SipRequest } from "../sip/message/message.js";
import { parseMessage } from "../sip/message/parse.js";
import { answerSdp } from "../sip/sdp/sdp-answer.js";
import { sdpIn } from "../sip/sdp/sdp-in.js";
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

/** What a call is answered with. */
export interface Answering {
  readonly sdp: string;
  /** Who talks behind it; undefined: nobody, and all RTP is thrown away. */
  readonly voice: Voice | undefined;
}

/** @param sound undefined: the far end is silent */
export async function answeringFor(
  invite: SipRequest,
  host: string,
  sound: Omit<VoiceOptions, "host"> | undefined,
): Promise<Answering | Refusal> {
  const { sdp: offer, fault } = sessionOf(invite);
  if (offer === undefined) {
    return { status: fault?.status ?? 488, why: fault?.reason ?? "it offers no session" };
  }
  const voice = sound && (await Voice.answering(offer, { ...sound, host }));
  const sdp = voice?.sdp ?? answerSdp(offer, host);
  return sdp === undefined
    ? { status: 488, why: "it offers neither PCMU nor PCMA in the clear" }
    : { sdp, voice };
}

/**
 * The same for who answers an INVITE without an offer by one of its own (RFC 3264 §5): in silence, for the answer comes
 * with the ACK.
 */
export async function answeringOrOfferingFor(
  invite: SipRequest,
  host: string,
  sound: Omit<VoiceOptions, "host"> | undefined,
): Promise<Answering | Refusal> {
  return invite.body === "" ? { sdp: offerSdp(host), voice: undefined } : answeringFor(invite, host, sound);
}

/**
 * The sound of a call that is up goes where a re-INVITE wants it, and its voice ends with it.
 * @param host numeric address to name in answers of who is silent
 */
export function keepVoice(dialog: SipDialog, { sdp, voice }: Answering, host: string): void {
  dialog.on("modify", (request, response) => {
    const offer = sdpIn(request.raw);
    // Without an offer the same description is offered (RFC 3264 §8).
    const same = voice?.sdp ?? sdp;
    const answer = (to: string) => (voice ? voice.answer(to) : answerSdp(to, host));
    const body = offer === undefined ? same : answer(offer);
    if (body === undefined) response.send(488);
    else response.send(200, { body, headers: { "Content-Type": "application/sdp" } });
  });
  dialog.on("destroy", () => voice?.close());
}
