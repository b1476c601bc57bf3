import { parseCSeq } from "../../../sip/message/cseq.js";
import { header, type SipHeader, type SipRequest } from "../../../sip/message/message.js";
import { formatNameAddr, type NameAddr, parseNameAddr, splitList } from "../../../sip/message/name-addr.js";
import { formatSipUri, parseSipUri } from "../../../sip/message/uri.js";
import type { SipProtocol } from "../../../sip/transport/transport.js";
import { newCallId, newTag } from "../ids.js";
import { appHeaders, contentType } from "./app-headers.js";
import { contactValue, hostPort, type OwnAddress, viaValue } from "./own-address.js";

const written = new Set([
  "via",
  "max-forwards",
  "from",
  "to",
  "call-id",
  "cseq",
  "contact",
  "content-length",
]);

/** Where a request is sent from. */
export interface RequestPlace {
  readonly own: OwnAddress;
  readonly protocol: SipProtocol;
  readonly branch: string;
}

/**
 * The request outside a dialog that goes on the wire for what the application asked.
 * An application that repeats a request with credentials brings From tag, Call-ID and CSeq; they are kept.
 *
 * @returns undefined when the body has no type.
 */
export function writeRequest(asked: SipRequest, place: RequestPlace): SipRequest | undefined {
  const given = appHeaders(asked, written);
  const type = contentType(asked, given);
  if (!type) return undefined;
  const here = hostPort(place.own, place.protocol);
  const { method } = asked;
  const from = ownNameAddr(header(asked, "From") ?? `sip:${here}`, here);
  const to = ownNameAddr(header(asked, "To") ?? withoutParameters(asked.uri), here);
  const sequence = parseCSeq(header(asked, "CSeq") ?? "")?.number ?? 1;
  const headers: SipHeader[] = [
    { name: "Via", value: viaValue(place.own, place.protocol, place.branch) },
    { name: "Max-Forwards", value: header(asked, "Max-Forwards") ?? "70" },
    { name: "From", value: withTag(from) },
    { name: "To", value: to },
    { name: "Call-ID", value: header(asked, "Call-ID") ?? newCallId() },
    { name: "CSeq", value: `${sequence} ${method}` },
    ...contactOf(asked, place, here),
    ...given,
    ...type,
  ];
  return { ...asked, headers };
}

function contactOf(asked: SipRequest, place: RequestPlace, here: string): SipHeader[] {
  const asGiven = header(asked, "Contact");
  if (asGiven !== undefined) {
    const contacts = asGiven === "*" ? [asGiven] : splitList(asGiven).map((each) => ownNameAddr(each, here));
    return [{ name: "Contact", value: contacts.join(", ") }];
  }
  const needed = asked.method === "INVITE" || asked.method === "SUBSCRIBE";
  return needed ? [{ name: "Contact", value: contactValue(place.own, place.protocol) }] : [];
}

/** Puts angle brackets around a bare URI and our own address in the place of `localhost`. */
function ownNameAddr(value: string, here: string): string {
  const address = parseNameAddr(value);
  if (!address) return value;
  return formatNameAddr({ ...address, uri: ownUri(address.uri, here) } satisfies NameAddr);
}

function ownUri(uri: string, here: string): string {
  return uri.replace(
    /^(sips?:(?:[^@]*@)?)localhost(?::\d+)?(?=[;?]|$)/i,
    (_all, start: string) => start + here,
  );
}

function withTag(nameAddr: string): string {
  return parseNameAddr(nameAddr)?.params.has("tag") ? nameAddr : `${nameAddr};tag=${newTag()}`;
}

function withoutParameters(uri: string): string {
  const parsed = parseSipUri(uri);
  if (!parsed) return uri;
  const { headers: _headers, ...rest } = parsed;
  return formatSipUri({ ...rest, params: new Map() });
}
