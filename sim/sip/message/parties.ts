import { header, type SipRequest } from "./message.js";
import { parseNameAddr } from "./name-addr.js";
import { parseSipUri } from "./uri.js";

/** User of the From header: the endpoint that a request claims to be of (PBX-20). */
export function fromUser(request: SipRequest): string | undefined {
  return userOf(header(request, "From"));
}

/** User of the To header: the address of record of a REGISTER (PBX-20). */
export function toUser(request: SipRequest): string | undefined {
  return userOf(header(request, "To"));
}

/** The number that an INVITE asks for: user of its Request-URI, unescaped, or the number of a tel: URI (RFC 3966). */
export function dialledNumber({ uri }: Pick<SipRequest, "uri">): string | undefined {
  const number = /^tel:([^;]+)/i.exec(uri)?.[1];
  // RFC 3966 §5.1.1: what makes a number readable is not part of it.
  return number === undefined ? unescaped(parseSipUri(uri)?.user) : number.replaceAll(/[-.()]/g, "");
}

/** User of a From, To or P-Asserted-Identity value. */
export function userOf(value: string | undefined): string | undefined {
  const address = value === undefined ? undefined : parseNameAddr(value);
  return address && unescaped(parseSipUri(address.uri)?.user);
}

/** A user part may hold parameters (`911;phone-context=+1`) and escapes; neither belongs to the number. */
function unescaped(user: string | undefined): string | undefined {
  const plain = user?.split(";")[0];
  if (plain === undefined) return undefined;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
