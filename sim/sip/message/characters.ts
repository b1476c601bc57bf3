/** Character classes of the SIP grammar (RFC 3261 §25.1), as tables: regular expressions cost more per header. */

function table(characters: string): Uint8Array {
  const flags = new Uint8Array(128);
  for (const character of characters) flags[character.charCodeAt(0)] = 1;
  return flags;
}

const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const tokenCharacters = table(`${alphanumeric}-.!%*_+\`'~`);
/** The underscore is not a host character, yet host names of test networks carry it. */
const hostCharacters = table(`${alphanumeric}-._`);
const addressCharacters = table("0123456789abcdefABCDEF:.");

function consistsOf(text: string, flags: Uint8Array): boolean {
  for (let index = 0; index < text.length; index++) {
    if (flags[text.charCodeAt(index)] !== 1) return false;
  }
  return text.length > 0;
}

/** Is it a `token`: a method, a header name, a parameter name? */
export function isToken(text: string): boolean {
  return consistsOf(text, tokenCharacters);
}

/** Is it a host name, an IPv4 address or a bracketed IPv6 reference? */
export function isHost(text: string): boolean {
  if (text.startsWith("[")) return text.endsWith("]") && consistsOf(text.slice(1, -1), addressCharacters);
  return consistsOf(text, hostCharacters);
}

/** Is it one or more decimal digits and nothing else? */
export function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}

/** A port number as written, 1 to 65535; else undefined. */
export function parsePort(text: string): number | undefined {
  if (!isDigits(text) || text.length > 5) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Without the spaces and tabs around it; other white space of Unicode is text (RFC 3261 §25.1 LWS). */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * The index of the quote that closes the quoted string opened at `open`, or -1.
 * `\"` does not close it (RFC 3261 §25.1 quoted-pair).
 */
export function closingQuote(text: string, open: number): number {
  for (let index = open + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 92) index++;
    else if (code === 34) return index;
  }
  return -1;
}

/** The text of a quoted string without its quotes and escapes; anything else comes back as it is. */
export function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  const inner = text.slice(1, -1);
  return inner.includes("\\") ? inner.replace(/\\(.)/gs, "$1") : inner;
}

/** A quoted string with `"` and `\` escaped. */
export function quote(text: string): string {
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;
}
