import { unquote } from "../../sip/message/characters.js";
import { parseNameAddr, splitList } from "../../sip/message/name-addr.js";
import { noParameters, parseParameters } from "../../sip/message/parameters.js";
import { formatSipUri, parseSipUri, sameSipUri } from "../../sip/message/uri.js";
import { parseVia } from "../../sip/message/via.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { headerPattern, headerValue, headerValues, nextHeader, valueEnd } from "../wire/header-scan.js";

/** What a 200 to REGISTER says about the bindings of the address of record. */
export interface Bindings {
  /** All contacts, those of other phones included. */
  readonly contacts: number;
  /** Whether the own contact is among them, with some time left. */
  readonly isBound: boolean;
  /** Seconds granted to it, 1 to a day. */
  readonly expiresSeconds: number;
}

/** How the phone calls itself. */
export interface OwnContact {
  readonly user: string;
  readonly local: SocketAddress;
  /** `sip:user@host:port`, as in the REGISTER. */
  readonly uri: string;
}

const contactHeader = headerPattern("Contact", "m");
const expiresHeader = headerPattern("Expires");
const viaHeader = headerPattern("Via", "v");
const longestSeconds = 86_400;

/**
 * Finds the own contact among those of up to hundreds of phones (a placeholder's), by searching for its text: the
 * list is not taken apart. Where the registrar wrote another address, it is looked for under the one that the
 * response says our request came from, then as the only one with our user (PBX behind NAT or `rewrite_contact`).
 *
 * @param requestedSeconds holds where the answer names no time
 */
export function readBindings(head: string, own: OwnContact, requestedSeconds: number): Bindings {
  const contacts = countContacts(head);
  const at = ownContactAt(head, own);
  if (at === -1) return { contacts, isBound: false, expiresSeconds: 0 };
  const granted = expiresOf(head, at) ?? seconds(headerValue(head, expiresHeader)) ?? requestedSeconds;
  return { contacts, isBound: granted > 0, expiresSeconds: Math.min(granted, longestSeconds) };
}

function ownContactAt(head: string, own: OwnContact): number {
  const named = namedAt(head, own.uri);
  if (named !== -1) return named;
  const via = parseVia(headerValue(head, viaHeader) ?? "");
  const host = via?.params.get("received") ?? own.local.host;
  const port = via?.params.get("rport") ?? "";
  // The registrar sees us where we are: a contact elsewhere is another phone's.
  if (host === own.local.host && port === String(own.local.port)) return -1;
  const seen = port === "" ? -1 : namedAt(head, `sip:${own.user}@${host}:${port}`);
  return seen === -1 ? onlyContactOf(head, `sip:${own.user}@${host}`) : seen;
}

/** Where a contact stands that is that URI: written just so, or equal to it by RFC 3261 §19.1.4 (`<SIP:1001@…>`). */
function namedAt(head: string, uri: string): number {
  const exact = contactAt(head, uri);
  if (exact !== -1) return exact;
  const equal = contactUris(head).find((each) => sameSipUri(bare(each), uri));
  return equal === undefined ? -1 : contactAt(head, equal);
}

function contactUris(head: string): string[] {
  return headerValues(head, contactHeader)
    .flatMap(splitList)
    .map((value) => parseNameAddr(value)?.uri)
    .filter((uri) => uri !== undefined);
}

/** Without parameters, which a registrar may add and leave out. */
function bare(uri: string): string {
  const parsed = parseSipUri(uri);
  if (parsed === undefined) return uri;
  const { headers: _, ...rest } = parsed;
  return formatSipUri({ ...rest, params: noParameters });
}

/** Where that URI stands as a contact, its end included: `…:506` is not `…:5060`. */
function contactAt(head: string, uri: string): number {
  for (let at = head.indexOf(uri); at !== -1; at = head.indexOf(uri, at + 1)) {
    if (endsUri(head.charCodeAt(at + uri.length)) && isInContact(head, at)) return at;
  }
  return -1;
}

/** The one contact with the user of that URI, wherever it is. */
function onlyContactOf(head: string, uri: string): number {
  const host = parseSipUri(uri)?.host ?? "";
  const ours = contactUris(head).filter((each) => {
    const parsed = parseSipUri(bare(each));
    if (parsed === undefined) return false;
    const { port: _, ...rest } = parsed;
    return sameSipUri(formatSipUri({ ...rest, host }), uri);
  });
  const [only] = ours;
  return only === undefined || ours.length > 1 ? -1 : contactAt(head, only);
}

/** `; > , ?`, a blank, a line end or the end of the text (NaN). */
function endsUri(code: number): boolean {
  return (
    Number.isNaN(code) || code <= 0x20 || code === 0x3b || code === 0x3e || code === 0x2c || code === 0x3f
  );
}

/** Whether a URI begins at `at` in a Contact header: not in another header, nor in a quoted display name. */
function isInContact(head: string, at: number): boolean {
  const before = head.charCodeAt(at - 1);
  if (before !== 0x3c && before !== 0x3a && before !== 0x2c && before > 0x20) return false;
  let newline = head.lastIndexOf("\n", at);
  while (newline > 0 && isBlank(head.charCodeAt(newline + 1))) newline = head.lastIndexOf("\n", newline - 1);
  const start = nextHeader(head, contactHeader, Math.max(0, newline));
  return start !== -1 && start <= at && !isQuoted(head, start, at);
}

/** Whether an odd number of quotes stands between. */
function isQuoted(head: string, from: number, to: number): boolean {
  let quoted = false;
  for (let at = head.indexOf('"', from); at !== -1 && at < to; at = head.indexOf('"', at + 1)) {
    if (!quoted || head.charCodeAt(at - 1) !== 0x5c) quoted = !quoted;
  }
  return quoted;
}

/** The `expires` parameter of the contact whose URI begins at `at`. Without brackets the parameters are the contact's. */
function expiresOf(head: string, at: number): number | undefined {
  const end = valueEnd(head, at);
  const close = head.charCodeAt(at - 1) === 0x3c ? head.indexOf(">", at) : -1;
  const semicolon = head.indexOf(";", at);
  const start = close !== -1 ? close + 1 : semicolon;
  if (start === -1 || start >= end) return undefined;
  const [own = ""] = splitList(head.slice(start, end).replace(/\r?\n[ \t]+/g, " "));
  const value = parseParameters(own)?.get("expires");
  return value === undefined ? undefined : seconds(unquote(value));
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function countContacts(head: string): number {
  let count = 0;
  for (let start = nextHeader(head, contactHeader); start !== -1; ) {
    const end = valueEnd(head, start);
    const comma = head.indexOf(",", start);
    if (comma === -1 || comma >= end) count += end > start ? 1 : 0;
    else count += splitList(head.slice(start, end)).length;
    start = nextHeader(head, contactHeader, end);
  }
  return count;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
