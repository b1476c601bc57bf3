import { header, headersOf, type SipRequest } from "../../sip/message/message.js";
import { parseNameAddr, splitList } from "../../sip/message/name-addr.js";
import { parseSipUri, schemeOf } from "../../sip/message/uri.js";
import type { AskedContact, PacketSource, RegisterRequest } from "./registrar-rules.js";

/** A REGISTER that is refused before any binding is looked at. */
export interface BadRegister {
  readonly status: 400 | 416;
  readonly reason: string;
}

/**
 * Reads what the registrar needs. Stricter than Asterisk, which answers some of these with 200 and others not at
 * all (PBX-58): a phone under test shall see what is wrong with it.
 */
export function readRegister(message: SipRequest, source: PacketSource): RegisterRequest | BadRegister {
  const expires = readSeconds(header(message, "Expires"));
  if (expires === "bad") return bad("Expires is not a number of seconds");
  const values = headersOf(message, "Contact").flatMap(splitList);
  const contacts = values.includes("*") ? readStar(values) : readContacts(values, source);
  if (contacts !== "*" && "status" in contacts) return contacts;
  return {
    contacts,
    expiresSeconds: expires,
    source,
    userAgent: header(message, "User-Agent") ?? "",
    callId: header(message, "Call-ID") ?? "",
  };
}

function readStar(values: readonly string[]): "*" | BadRegister {
  // RFC 3261 §10.3 step 6.
  return values.length === 1 ? "*" : bad("Contact * beside other contacts");
}

function readContacts(values: readonly string[], source: PacketSource): AskedContact[] | BadRegister {
  const contacts: AskedContact[] = [];
  for (const value of values) {
    const address = parseNameAddr(value);
    if (!address) return bad("Contact cannot be read");
    const uri = parseSipUri(address.uri);
    if (!uri) return { status: 416, reason: `Contact scheme ${schemeOf(address.uri) ?? "?"}` };
    if (uri.scheme === "sips" && source.protocol !== "tls") return bad("sips Contact without TLS");
    const expiresSeconds = readSeconds(address.params.get("expires"));
    if (expiresSeconds === "bad") return bad("Contact;expires is not a number of seconds");
    contacts.push({ uri, expiresSeconds });
  }
  return contacts;
}

/** RFC 3261 §25.1: delta-seconds, up to 2^32 − 1. */
function readSeconds(text: string | undefined): number | undefined | "bad" {
  if (text === undefined) return undefined;
  return /^\d{1,10}$/.test(text) ? Math.min(Number(text), 2 ** 32 - 1) : "bad";
}

function bad(reason: string): BadRegister {
  return { status: 400, reason };
}
