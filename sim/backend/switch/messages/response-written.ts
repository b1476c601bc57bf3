import {
  header,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../../sip/message/message.js";
import { tagOf, withTag } from "../../../sip/message/name-addr.js";
import type { SipProtocol } from "../../../sip/transport/transport.js";
import { appHeaders, contentType } from "./app-headers.js";
import { contactValue, type OwnAddress } from "./own-address.js";

const written = new Set(["via", "from", "to", "call-id", "cseq", "content-length", "record-route"]);

/**
 * The response that goes on the wire for what the application answered: everything that RFC 3261 §8.2.6 and
 * §12.1.1 take from the request is taken from there.
 *
 * @param request with `received` and `rport` filled into its top Via.
 * @param toTag for requests without one; 100 gets none.
 * @returns undefined when the body has no type.
 */
export function writeResponse(
  request: SipRequest,
  answer: SipResponse,
  place: { readonly own: OwnAddress; readonly protocol: SipProtocol; readonly toTag: string },
): SipResponse | undefined {
  const given = appHeaders(answer, written);
  const type = contentType(answer, given);
  if (!type) return undefined;
  const headers = [...answerHeaders(request, answer.status, place.toTag)];
  const hasContact = given.some(({ name }) => name.toLowerCase() === "contact");
  if (!hasContact && needsContact(request.method, answer.status)) {
    headers.push({ name: "Contact", value: contactValue(place.own, place.protocol) });
  }
  return { ...answer, headers: [...headers, ...given, ...type] };
}

function answerHeaders(request: SipRequest, status: number, toTag: string): SipHeader[] {
  const to = header(request, "To") ?? "";
  const tagged = status === 100 || tagOf(to) !== undefined ? to : withTag(to, toTag);
  return [
    ...headersOf(request, "Via").map((value) => ({ name: "Via", value })),
    ...(keepsRoute(request.method, status)
      ? headersOf(request, "Record-Route").map((value) => ({ name: "Record-Route", value }))
      : []),
    { name: "From", value: header(request, "From") ?? "" },
    { name: "To", value: tagged },
    { name: "Call-ID", value: header(request, "Call-ID") ?? "" },
    { name: "CSeq", value: header(request, "CSeq") ?? "" },
  ];
}

/** RFC 3261 §12.1.1: the responses that create a dialog carry the route that its requests shall take. */
function keepsRoute(method: string, status: number): boolean {
  return (method === "INVITE" || method === "SUBSCRIBE") && status > 100 && status < 300;
}

/** sip.js drops a provisional response without Contact, so 101 to 199 get one too. */
function needsContact(method: string, status: number): boolean {
  if (status <= 100 || status >= 300) return false;
  return method === "INVITE" || (method === "SUBSCRIBE" && status >= 200);
}
