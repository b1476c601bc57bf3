import { header, headersOf, type SipRequest } from "../../sip/message/message.js";
import { parseNameAddr, splitList } from "../../sip/message/name-addr.js";
import { parseSipUri, schemeOf } from "../../sip/message/uri.js";
import type { AskedContact, PacketSource, RegisterRequest } from "./registrar-rules.js";

/** A REGISTER that is refused before any binding is looked at. */
export interface BadRegister {
  readonly status: 400 | 416;
  readonly reason: string;
}

/** How strict a REGISTER is read. */
export interface RegisterReading {
  /** Whether what Asterisk takes against RFC 3261 is refused (PBX-58). */
  readonly strict: boolean;
  /** Hears what was taken. */
  readonly taken: (what: string) => void;
}

/**
 * Reads what the registrar needs. What Asterisk does not answer at all gets an answer here: a phone under test shall
 * see what is wrong with it.
 */
export function readRegister(
  message: SipRequest,
  source: PacketSource,
  reading: RegisterReading,
): RegisterRequest | BadRegister {
  const expires = readSeconds(header(message, "Expires"));
  if (expires === "bad") return bad("Expires is not a number of seconds");
  const values = headersOf(message, "Contact").flatMap(splitList);
  const contacts = values.includes("*") ? readStar(values) : readContacts(values, source, reading);
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

function readContacts(
  values: readonly string[],
  source: PacketSource,
  { strict, taken }: RegisterReading,
): AskedContact[] | BadRegister {
  const contacts: AskedContact[] = [];
  for (const value of values) {
    const address = parseNameAddr(value);
    if (!address) return bad("Contact cannot be read");
    const uri = parseSipUri(address.uri);
    if (!uri) return { status: 416, reason: `Contact scheme ${schemeOf(address.uri) ?? "?"}` };
    if (uri.scheme === "sips" && source.protocol !== "tls") {
      if (strict) return bad("sips Contact without TLS");
      taken("sips Contact without TLS");
    }
    const expires = address.params.get("expires");
    const seconds = readSeconds(expires);
    if (seconds === "bad") {
      if (strict) return bad("Contact;expires is not a number of seconds");
      taken("Contact;expires is not a number of seconds");
    }
    contacts.push({ uri, expiresSeconds: seconds === "bad" ? asAsteriskReads(expires ?? "") : seconds });
  }
  return contacts;
}

/** The digits that it begins with, else 0: the phone is unregistered. Nothing at all is no wish. */
function asAsteriskReads(expires: string): number | undefined {
  if (expires === "") return undefined;
  return Math.min(Number(/^\d*/.exec(expires)?.[0]), longestSeconds);
}

/** RFC 3261 §25.1. */
const longestSeconds = 2 ** 32 - 1;

/** delta-seconds; more than its grammar has room for is a very long time. */
function readSeconds(text: string | undefined): number | undefined | "bad" {
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? Math.min(Number(text), longestSeconds) : "bad";
}

function bad(reason: string): BadRegister {
  return { status: 400, reason };
}
