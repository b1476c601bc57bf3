import { closingQuote, isToken, quote, unquote } from "./characters.js";
import { headersOf, type SipMessage } from "./message.js";
import { formatParameters, type Parameters, parseParameters } from "./parameters.js";
import { parseSipUri, schemeOf } from "./uri.js";

/** The value of From, To, Contact, Route … (RFC 3261 §20.10). */
export interface NameAddr {
  /** Without quotes and escapes. */
  readonly displayName?: string;
  readonly uri: string;
  /** Parameters of the header, such as `tag` or `expires`; those of the URI stay in `uri`. */
  readonly params: Parameters;
}

/**
 * Splits a comma list; commas in quotes and in angle brackets do not count.
 * Parts are trimmed, an empty part stays as "".
 */
export function splitList(value: string): string[] {
  if (!value.includes(",")) return [value.trim()];
  const parts: string[] = [];
  let start = 0;
  let bracketed = false;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code === 34 && !bracketed) {
      const close = closingQuote(value, index);
      if (close < 0) break;
      index = close;
    } else if (code === 60) bracketed = true;
    else if (code === 62) bracketed = false;
    else if (code === 44 && !bracketed) {
      parts.push(value.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(value.slice(start).trim());
  return parts;
}

/** A sip: or sips: URI must be whole; of other schemes only the form is known. */
function isAddress(uri: string): boolean {
  if (parseSipUri(uri)) return true;
  const scheme = schemeOf(uri);
  return scheme !== undefined && scheme !== "sip" && scheme !== "sips";
}

/**
 * A display name without quotes is of tokens, in ASCII (RFC 3261 §25.1). Names in UTF-8 come so from the field, and
 * they can be read in one way only.
 */
function isBareName(text: string): boolean {
  return text.split(/[ \t]+/).every((word) => isToken(word.replace(/[\u0080-\uffff]/g, "x")));
}

/** `[display-name] <uri>` from the `<` at `open`. */
function bracketed(text: string, open: number, displayName: string): NameAddr | undefined {
  const close = text.indexOf(">", open);
  if (close < 0) return undefined;
  const uri = text.slice(open + 1, close);
  const params = parseParameters(text.slice(close + 1));
  if (!params || !isAddress(uri)) return undefined;
  return displayName === "" ? { uri, params } : { displayName, uri, params };
}

/**
 * Parses one `"name" <uri>;param` or `uri;param`.
 *
 * Without angle brackets everything after the first `;` belongs to the header, and `,` and `?` may not
 * stand in the URI (RFC 3261 §20.10).
 * @returns undefined if the value is malformed or its sip: URI is.
 */
export function parseNameAddr(value: string): NameAddr | undefined {
  const text = value.trim();
  if (text.startsWith('"')) {
    const close = closingQuote(text, 0);
    if (close < 0) return undefined;
    let open = close + 1;
    while (text[open] === " " || text[open] === "\t") open++;
    return text[open] === "<" ? bracketed(text, open, unquote(text.slice(0, close + 1))) : undefined;
  }
  const open = text.indexOf("<");
  const semicolon = text.indexOf(";");
  if (open >= 0 && (semicolon < 0 || open < semicolon)) {
    const displayName = text.slice(0, open).trim();
    if (displayName !== "" && !isBareName(displayName)) return undefined;
    return bracketed(text, open, displayName);
  }
  const uri = (semicolon < 0 ? text : text.slice(0, semicolon)).trim();
  const params = parseParameters(semicolon < 0 ? "" : text.slice(semicolon));
  if (!params || uri.includes("?") || uri.includes(",") || !isAddress(uri)) return undefined;
  return { uri, params };
}

/** `"name" <uri>;param`, always in angle brackets. */
export function formatNameAddr(address: NameAddr): string {
  const name = address.displayName === undefined ? "" : `${quote(address.displayName)} `;
  return `${name}<${address.uri}>${formatParameters(address.params)}`;
}

/**
 * All Contacts of a message over all its Contact headers, in order; malformed ones are left out.
 * @returns "*" for `Contact: *` (RFC 3261 §10.2.2).
 */
export function contactsOf(message: SipMessage): NameAddr[] | "*" {
  const contacts: NameAddr[] = [];
  for (const value of headersOf(message, "Contact")) {
    if (value === "*") return "*";
    for (const part of splitList(value)) {
      const address = parseNameAddr(part);
      if (address) contacts.push(address);
    }
  }
  return contacts;
}

/** The From or To value with that tag behind it. */
export function withTag(value: string, tag: string): string {
  return `${value.replace(/[; \t]+$/, "")};tag=${tag}`;
}

/** The tag of a From or To value. */
export function tagOf(value: string): string | undefined {
  // Most To headers of requests have none: do not parse the address for that.
  return /;[ \t]*tag/i.test(value) ? parseNameAddr(value)?.params.get("tag") : undefined;
}
