import { bodyParts } from "./body-parts.js";
import type { SipMessage } from "./message.js";
import { multipart } from "./multipart.js";

const pidfType = "application/pidf+xml";

/** The PIDF-LO documents in a body, in their order (RFC 6442 §3.2), or why it cannot be read. */
export function sentLocations(
  message: SipMessage,
):
  | { readonly ok: true; readonly documents: readonly string[] }
  | { readonly ok: false; readonly reason: string } {
  const read = bodyParts(message);
  if (!read.ok) return read;
  const sent = read.parts.filter(({ type }) => type === pidfType);
  return { ok: true, documents: sent.map(({ content }) => content) };
}

/** What an INVITE holds that says where its caller is. */
export interface BodyWithLocation {
  readonly body: string;
  readonly headers: { readonly "Content-Type": string; readonly Geolocation: string };
}

/** An offer and the caller's location in one body, and the header that points at it (RFC 6442 §4.1). */
export function bodyWithLocation(sdp: string, pidfLo: string): BodyWithLocation {
  const id = "caller@location.invalid";
  const { type, body } = multipart([
    { type: "application/sdp", content: sdp },
    { type: pidfType, content: pidfLo, id },
  ]);
  return { body, headers: { "Content-Type": type, Geolocation: `<cid:${id}>` } };
}
