import { headersOf, type SipMessage } from "../../sip/message/message.js";
import { contactsOf, parseNameAddr, splitList } from "../../sip/message/name-addr.js";
import { parseSipUri } from "../../sip/message/uri.js";

/** What our requests in a dialog are addressed with (RFC 3261 §12). */
export interface Dialog {
  /** Our From, with our tag. */
  readonly local: string;
  /** Our To, with the tag of the other side. */
  readonly remote: string;
  /** The remote target: a URI, character by character as it came. */
  readonly target: string;
  /** Values of Route, the nearest first. */
  readonly routeSet: readonly string[];
}

/** The Request-URI and Route values of a request (RFC 3261 §12.2.1.1). */
export interface Address {
  readonly uri: string;
  readonly routes: readonly string[];
}

/** To a loose router the target stays the Request-URI; a strict one gets its own URI there, and the target last. */
export function addressOf({ target, routeSet }: Dialog): Address {
  const [first, ...others] = routeSet;
  const router = parseNameAddr(first ?? "")?.uri;
  if (router === undefined || parseSipUri(router)?.params.has("lr") !== false) {
    return { uri: target, routes: routeSet };
  }
  return { uri: withoutHeaders(router), routes: [...others, `<${target}>`] };
}

/** The Record-Route of a message as Route values, in its order. What cannot be read is left out. */
export function recordedRoutes(message: SipMessage): string[] {
  return headersOf(message, "Record-Route").flatMap(splitList).map(routeValue).filter(isRoute);
}

/** The SIP URI of a Contact, fit for a Request-URI; undefined where there is none. */
export function contactTarget(message: SipMessage): string | undefined {
  const contacts = contactsOf(message);
  if (contacts === "*") return undefined;
  const uri = contacts.find((contact) => parseSipUri(contact.uri) !== undefined)?.uri;
  return uri === undefined ? undefined : withoutHeaders(uri);
}

/** Without brackets `;lr` would be taken for a parameter of the header. */
function routeValue(value: string): string {
  return value.includes("<") ? value.replace(/[; \t]+$/, "") : `<${value}>`;
}

function isRoute(value: string): boolean {
  return parseSipUri(parseNameAddr(value)?.uri ?? "") !== undefined;
}

/** Headers of a URI do not stand in a Request-URI (RFC 3261 §19.1.5). */
function withoutHeaders(uri: string): string {
  const headers = parseSipUri(uri)?.headers;
  return headers === undefined ? uri : uri.slice(0, uri.length - headers.length - 1);
}
