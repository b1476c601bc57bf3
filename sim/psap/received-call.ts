import { header, headersOf, type SipRequest } from "../sip/message/message.js";
import { parseNameAddr, splitList } from "../sip/message/name-addr.js";
import { dialledNumber, userOf } from "../sip/message/parties.js";
import { sentLocations } from "../sip/message/sent-location.js";
import { type CallerLocation, readPidfLo } from "./location/pidf-lo.js";

/** What an INVITE tells a PSAP about who calls from where. */
export interface ReceivedCall {
  /** Call-ID. */
  readonly id: string;
  /** As it was sent: the user of the Request-URI, else the URI itself (`urn:service:sos`). */
  readonly number: string;
  /** Of P-Asserted-Identity, else of From; "" where neither names one. */
  readonly callerId: string;
  /** The name beside it. */
  readonly name?: string;
  /** Number in From, where another one is asserted. */
  readonly from?: string;
  /** `id` asks that the number be hidden from the called (RFC 3323). */
  readonly privacy?: string;
  readonly location?: CallerLocation;
  /** Where a location could be fetched that the call only refers to (RFC 6442). */
  readonly locationAt?: readonly string[];
  /** Why nothing is known of a location that was sent. */
  readonly locationFault?: string;
  readonly userAgent?: string;
}

/** Reads an INVITE. Never throws: what cannot be read is missing, or a `locationFault`. */
export function receivedCall(invite: SipRequest): ReceivedCall {
  const asserted = partyIn(firstOf(headersOf(invite, "P-Asserted-Identity")));
  const from = partyIn(header(invite, "From"));
  const { number: callerId = "", name } = asserted?.number === undefined ? (from ?? {}) : asserted;
  const privacy = header(invite, "Privacy");
  const userAgent = header(invite, "User-Agent");
  return {
    id: header(invite, "Call-ID") ?? "",
    number: dialledNumber(invite) ?? invite.uri,
    callerId,
    ...(name !== undefined && name !== "" && { name }),
    ...(from?.number !== undefined && from.number !== callerId && { from: from.number }),
    ...(privacy !== undefined && { privacy }),
    ...locationOf(invite),
    ...(userAgent !== undefined && { userAgent }),
  };
}

interface Party {
  readonly number?: string;
  readonly name?: string;
}

function partyIn(value: string | undefined): Party | undefined {
  const address = value === undefined ? undefined : parseNameAddr(value);
  if (!address) return undefined;
  const number = userOf(value) ?? dialledNumber(address);
  return {
    ...(number !== undefined && { number }),
    ...(address.displayName !== undefined && { name: address.displayName }),
  };
}

/** P-Asserted-Identity may hold a sip and a tel URI (RFC 3325 §9.1), in one header or in two. */
function firstOf(values: readonly string[]): string | undefined {
  return values[0] === undefined ? undefined : splitList(values[0])[0];
}

function locationOf(invite: SipRequest): Pick<ReceivedCall, "location" | "locationAt" | "locationFault"> {
  const at = headersOf(invite, "Geolocation")
    .flatMap(splitList)
    .flatMap((value) => parseNameAddr(value)?.uri ?? [])
    .filter((uri) => !/^cid:/i.test(uri));
  const locationAt = at.length === 0 ? {} : { locationAt: at };
  const sent = sentLocations(invite);
  if (!sent.ok) return { ...locationAt, locationFault: sent.reason };
  let fault: string | undefined;
  for (const document of sent.documents) {
    const read = readPidfLo(document);
    if (read.ok) return { ...locationAt, location: read.location };
    fault ??= read.reason;
  }
  return { ...locationAt, ...(fault !== undefined && { locationFault: fault }) };
}
