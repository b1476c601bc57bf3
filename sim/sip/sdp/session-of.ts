import { type BodyPart, bodyParts } from "../message/body-parts.js";
import { header, type SipMessage } from "../message/message.js";

/** What a message says of its session. */
export interface Session {
  /** The session description; undefined: there is none. */
  readonly sdp: string | undefined;
  /** Why a UAS that follows the RFCs to the letter refuses the message, although an SDP may have been found. */
  readonly fault: { readonly status: 400 | 415; readonly reason: string } | undefined;
}

/** Beside the SDP: the location of a caller (RFC 6442), which is not needed here but is accepted. */
const known = new Set(["application/sdp", "application/pidf+xml"]);

/**
 * The first part of a message that is an SDP. One for early media alone (`early-session`, RFC 3959) describes another
 * session.
 */
export function sessionOf(message: SipMessage): Session {
  const read = bodyParts(message);
  if (!read.ok) return { sdp: undefined, fault: { status: 400, reason: read.reason } };
  const { parts } = read;
  const sdp = parts.find((each) => each.type === "application/sdp" && each.disposition !== "early-session");
  return { sdp: sdp?.content, fault: faultOf(parts, sdp) };
}

function faultOf(parts: readonly BodyPart[], sdp: BodyPart | undefined): Session["fault"] {
  const foreign = parts.find(({ type, required }) => required && !known.has(type));
  if (foreign) return { status: 415, reason: `${foreign.type} is required and not known` };
  if (sdp || parts.length === 0) return undefined;
  return { status: 415, reason: `no SDP, but ${parts.map(({ type }) => type).join(", ")}` };
}

/** The message with its SDP as the whole body, where it stands among other parts; else as it is. */
export function withSessionAlone<Message extends SipMessage>(message: Message): Message {
  if (!/^\s*multipart\//i.test(header(message, "Content-Type") ?? "")) return message;
  const { sdp } = sessionOf(message);
  if (sdp === undefined) return message;
  const others = message.headers.filter(({ name }) => !/^content-(?:type|disposition)$/i.test(name));
  return { ...message, headers: [...others, { name: "Content-Type", value: "application/sdp" }], body: sdp };
}
