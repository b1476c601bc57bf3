import { hash } from "node:crypto";
import type { IncomingResponseMessage } from "sip.js/lib/core/messages/incoming-response-message.js";
import { parseCSeq } from "../../sip/message/cseq.js";
import {
  header,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "../../sip/message/message.js";
import { tagOf, withTag } from "../../sip/message/name-addr.js";

/**
 * sip.js drops what its grammar does not know, without a word: a host with an underscore, a user with `#`, a Contact
 * in a refusal that is none. So it is shown no text of the other side but bodies. What it gets are messages of one
 * plain form, in which all parties have the same two names; the real ones are put in again by `AgentWire`.
 */

/** Who the handset is, as sip.js sees it. */
export const plainPhone = { user: "phone", host: "phone.invalid" } as const;

/** Who everybody else is. */
export const plainPeer = { user: "peer", host: "peer.invalid" } as const;

const phoneUri = `sip:${plainPhone.user}@${plainPhone.host}`;
const peerUri = `sip:${plainPeer.user}@${plainPeer.host}`;
const contact: SipHeader = { name: "Contact", value: `<${peerUri}>` };

/** A timer of sip.js overflows beyond 2³¹ ms and then fires at once; no call rings for a day. */
const longestExpirySeconds = 86_400;

/** Stands for a Call-ID, tag or branch, of which sip.js cannot read every one. */
export function plainId(text: string): string {
  return hash("sha1", text).slice(0, 20);
}

/** The method that a response answers. */
export function cseqMethod(message: SipMessage): string {
  return parseCSeq(header(message, "CSeq") ?? "")?.method ?? "";
}

/** What tells sip.js which transaction and dialog a request belongs to. */
export interface PlainIds {
  readonly branch: string;
  readonly callId: string;
  readonly fromTag: string;
  readonly toTag: string | undefined;
}

/** A request as sip.js is shown it. */
export function plainRequest(request: SipRequest, { branch, callId, fromTag, toTag }: PlainIds): SipRequest {
  const number = parseCSeq(header(request, "CSeq") ?? "")?.number ?? 0;
  const tag = toTag === undefined ? "" : `;tag=${toTag}`;
  return {
    ...request,
    uri: phoneUri,
    headers: [
      { name: "Via", value: `SIP/2.0/UDP ${plainPeer.host};branch=${branch}` },
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: `<${peerUri}>;tag=${fromTag}` },
      { name: "To", value: `<${phoneUri}>${tag}` },
      { name: "Call-ID", value: callId },
      { name: "CSeq", value: `${number} ${request.method}` },
      ...(request.method === "INVITE" ? [contact, ...expiryOf(request)] : []),
      ...(request.method === "REFER" ? [{ name: "Refer-To", value: `<${peerUri}>` }] : []),
      ...reasonOf(request),
      ...contentTypeOf(request),
    ],
  };
}

/**
 * A response as sip.js is shown it. sip.js wants a To tag and a Contact in a 1xx and a Contact in a 2xx, which RFC
 * 3261 does not ask of a 1xx.
 *
 * @param asked the request that it answers, as sip.js wrote it
 * @param added a challenge of the kind that sip.js answers, or why nothing came
 */
export function plainResponse(
  response: SipResponse,
  asked: SipRequest,
  added: SipHeader | undefined,
): SipResponse {
  const to = header(asked, "To") ?? "";
  const tag = plainId(remoteTagOf(header(response, "To") ?? ""));
  const isTagged = response.status === 100 || tagOf(to) !== undefined;
  const opensDialog = asked.method === "INVITE" && response.status > 100 && response.status < 300;
  return {
    ...response,
    // Its grammar knows no UTF-8 here; read back by `realReason`.
    reason: encodeURIComponent(response.reason),
    headers: [
      ...["Via", "From", "Call-ID", "CSeq"].map((name) => ({ name, value: header(asked, name) ?? "" })),
      { name: "To", value: isTagged ? to : withTag(to, tag) },
      ...(opensDialog ? [contact] : []),
      ...(added === undefined ? [] : [added]),
      ...contentTypeOf(response),
    ],
  };
}

/** The reason phrase that the other side gave. */
export function realReason(plain: string): string {
  return decodeURIComponent(plain);
}

const localFailure = "Local-Failure";

/**
 * Ends a request that will get no answer: to sip.js it looks like a refusal, but nothing came from the wire.
 * @param asked the request, as sip.js wrote it
 */
export function plainFailure(asked: SipRequest, reason: string): SipResponse {
  const response: SipResponse = { kind: "response", status: 503, reason: "", headers: [], body: "" };
  return plainResponse(response, asked, { name: localFailure, value: encodeURIComponent(reason) });
}

/** Why there was no answer; undefined where one came. */
export function localReason(message: IncomingResponseMessage): string | undefined {
  const failure = message.getHeader(localFailure);
  if (failure !== undefined) return decodeURIComponent(failure);
  // sip.js makes up a response where a transaction timed out; that has no headers.
  return message.hasHeader("via") ? undefined : "no answer";
}

/** The tag of a From or To of the other side; "" where it has none, as those of RFC 2543. */
export function remoteTagOf(value: string): string {
  return tagOf(value) ?? "";
}

/** Anything but a bare lower-case type is taken for "no SDP"; a body without type throws when it is accepted. */
function contentTypeOf(message: SipMessage): SipHeader[] {
  const given = header(message, "Content-Type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (given === undefined && message.body === "") return [];
  if (given !== undefined && isMediaType(given)) return [{ name: "Content-Type", value: given }];
  const value = message.body.startsWith("v=0") ? "application/sdp" : "application/octet-stream";
  return [{ name: "Content-Type", value }];
}

function isMediaType(text: string): boolean {
  return /^[a-z\d.+-]+\/[a-z\d.+-]+$/.test(text);
}

function expiryOf(invite: SipRequest): SipHeader[] {
  const value = header(invite, "Expires");
  const isSane = value !== undefined && /^\d+$/.test(value) && Number(value) <= longestExpirySeconds;
  return isSane ? [{ name: "Expires", value }] : [];
}

/** Why the other side hangs up or gives up (RFC 3326); sip.js does not read it. */
function reasonOf(request: SipRequest): SipHeader[] {
  const value = header(request, "Reason");
  return value === undefined ? [] : [{ name: "Reason", value }];
}
