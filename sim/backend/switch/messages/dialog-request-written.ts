import { header, type SipHeader, type SipRequest } from "../../../sip/message/message.js";
import { appHeaders, contentType } from "./app-headers.js";
import { contactValue, viaValue } from "./own-address.js";
import type { RequestPlace } from "./request-written.js";

const written = new Set(["via", "max-forwards", "route", "from", "to", "call-id", "cseq", "content-length"]);

/** RFC 3261 table 2 and RFC 3311, 3515, 6665: these move or need the remote target. */
const contactMethods = new Set(["INVITE", "UPDATE", "SUBSCRIBE", "NOTIFY", "REFER"]);

/** What a dialog adds to each of its requests (RFC 3261 §12.2.1.1). */
export interface DialogHeaders {
  /** From value with our tag. */
  readonly local: string;
  /** To value with the far end's tag. */
  readonly remote: string;
  readonly callId: string;
  readonly target: string;
  readonly routes: readonly string[];
}

/**
 * The in-dialog request that goes on the wire; the application's Request-URI, From, To, Call-ID and CSeq are not used.
 *
 * @returns undefined when the body has no type.
 */
export function writeDialogRequest(
  asked: SipRequest,
  dialog: DialogHeaders,
  sequence: number,
  place: RequestPlace,
): SipRequest | undefined {
  const given = appHeaders(asked, written);
  const type = contentType(asked, given);
  if (!type) return undefined;
  const { method } = asked;
  const hasContact = given.some(({ name }) => name.toLowerCase() === "contact");
  const headers: SipHeader[] = [
    { name: "Via", value: viaValue(place.own, place.protocol, place.branch) },
    { name: "Max-Forwards", value: header(asked, "Max-Forwards") ?? "70" },
    ...dialog.routes.map((value) => ({ name: "Route", value })),
    { name: "From", value: dialog.local },
    { name: "To", value: dialog.remote },
    { name: "Call-ID", value: dialog.callId },
    { name: "CSeq", value: `${sequence} ${method}` },
    ...(contactMethods.has(method) && !hasContact
      ? [{ name: "Contact", value: contactValue(place.own, place.protocol) }]
      : []),
    ...given,
    ...type,
  ];
  return { ...asked, uri: dialog.target, headers };
}

/** A request that the server sends of its own accord, such as the BYE after a lost ACK. */
export function bareRequest(method: string, headers: readonly SipHeader[] = []): SipRequest {
  return { kind: "request", method, uri: "sip:placeholder", headers, body: "" };
}
