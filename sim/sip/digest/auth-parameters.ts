import { closingQuote, isToken, unquote } from "../message/characters.js";

/**
 * Parses `name=value, name="value"` of challenge, credentials and Authentication-Info (RFC 7616 §3).
 *
 * @returns values by lower-case name, unquoted; undefined if the text is malformed.
 * @example parseAuthParameters('nextnonce="abc", qop=auth')?.get("nextnonce") === "abc"
 */
export function parseAuthParameters(text: string): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const equals = text.indexOf("=", at);
    if (equals < 0) return text.slice(at).trim() === "" ? parameters : undefined;
    const name = text.slice(at, equals).trim();
    let start = equals + 1;
    while (text[start] === " " || text[start] === "\t") start++;
    const isQuoted = text[start] === '"';
    const close = isQuoted ? closingQuote(text, start) : start;
    const comma = close < 0 ? -1 : text.indexOf(",", close);
    const end = comma < 0 ? text.length : comma;
    const value = text.slice(start, end).trim();
    if (!isToken(name) || close < 0 || value === "") return undefined;
    if (isQuoted && value.length !== close - start + 1) return undefined;
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), unquote(value));
    at = end + 1;
  }
  return parameters;
}

/** What follows the scheme `Digest`; undefined for another scheme. */
export function afterDigestScheme(value: string): string | undefined {
  const text = value.trim();
  return /^digest[ \t]/i.test(text) ? text.slice(7) : undefined;
}
