import { formatChallenge, splitChallenges } from "../../sip/digest/challenge.js";
import { parseCSeq } from "../../sip/message/cseq.js";
import {
  header,
  headersOf,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "../../sip/message/message.js";
import { parseNameAddr, tagOf } from "../../sip/message/name-addr.js";
import { withHeader } from "./wire-form.js";

/**
 * sip.js drops or misreads some messages that are sound, without a word. These are brought into the form that it
 * takes. Nothing here changes what a message says.
 */

const sdp = "application/sdp";
/** A timer of sip.js overflows beyond 2³¹ ms and then fires at once; no call rings for a day. */
const longestExpirySeconds = 86_400;

/** The method that a response answers. */
export function cseqMethod(message: SipMessage): string {
  return parseCSeq(header(message, "CSeq") ?? "")?.method ?? "";
}

/** A request as sip.js takes it. */
export function normalisedRequest(request: SipRequest): SipRequest {
  const typed = withPlainContentType(request);
  return typed.method === "INVITE" && !isSaneExpiry(header(typed, "Expires"))
    ? without(typed, "Expires")
    : typed;
}

/** A response as sip.js takes it. */
export function normalisedResponse(response: SipResponse): SipResponse {
  const typed = withPlainContentType(response);
  if (typed.status === 401 || typed.status === 407) return withOneChallenge(typed);
  const hasDialog = cseqMethod(typed) === "INVITE" && typed.status > 100 && typed.status < 300;
  return hasDialog ? withDialog(typed) : typed;
}

/**
 * sip.js drops a 1xx without Contact or To tag and a 2xx without Contact, then never sends the ACK. RFC 3261 does
 * not ask for a Contact in a 1xx, and drachtio-server sends none.
 */
function withDialog(response: SipResponse): SipResponse {
  const to = header(response, "To") ?? "";
  const tagged =
    response.status < 200 && tagOf(to) === undefined
      ? withHeader(response, "To", (value) => `${value};tag=early`)
      : response;
  if (header(tagged, "Contact") !== undefined) return tagged;
  const target = parseNameAddr(to)?.uri;
  return target === undefined ? tagged : withAdded(tagged, { name: "Contact", value: `<${target}>` });
}

/** Anything but a bare lower-case type is taken for "no SDP"; a body without type throws when it is accepted. */
function withPlainContentType<Message extends SipMessage>(message: Message): Message {
  if (header(message, "Content-Type") !== undefined) {
    return withHeader(message, "Content-Type", (value) =>
      (value.split(";", 1)[0] ?? "").trim().toLowerCase(),
    );
  }
  if (message.body === "") return message;
  const value = message.body.startsWith("v=0") ? sdp : "application/octet-stream";
  return withAdded(message, { name: "Content-Type", value });
}

/** Of several challenges sip.js takes the last, of two in one line none; here the first that we can answer. */
function withOneChallenge(response: SipResponse): SipResponse {
  const name = response.status === 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
  const first = splitChallenges(headersOf(response, name))[0];
  const bare = without(response, name);
  return first === undefined ? bare : withAdded(bare, { name, value: formatChallenge(first) });
}

function isSaneExpiry(value: string | undefined): boolean {
  if (value === undefined) return true;
  return /^\d+$/.test(value) && Number(value) <= longestExpirySeconds;
}

function withAdded<Message extends SipMessage>(message: Message, added: SipHeader): Message {
  return { ...message, headers: [...message.headers, added] };
}

function without<Message extends SipMessage>(message: Message, name: string): Message {
  const unwanted = name.toLowerCase();
  return { ...message, headers: message.headers.filter((each) => each.name.toLowerCase() !== unwanted) };
}
