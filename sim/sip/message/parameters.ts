import { closingQuote, isToken } from "./characters.js";

/**
 * Parameters by lower-case name; the value as written, quotes included, "" for a parameter without value.
 * The first of two with one name counts.
 */
export type Parameters = ReadonlyMap<string, string>;

/** What a value without parameters shares. */
export const noParameters: Parameters = new Map();

/** The index of the first `separator` at or after `from` outside quotes, the length if none, -1 if a quote is open. */
function endOfPart(text: string, from: number, separator: number): number {
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === separator) return index;
    if (code === 34) {
      index = closingQuote(text, index);
      if (index < 0) return -1;
    }
  }
  return text.length;
}

function isParameterValue(value: string): boolean {
  if (value.startsWith('"')) return closingQuote(value, 0) === value.length - 1;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    // Blank, comma, quote and angle brackets end a value in the grammar; the rest is tolerated.
    if (code <= 32 || code === 44 || code === 34 || code === 60 || code === 62) return false;
  }
  return value.length > 0;
}

/**
 * Parses `;name=value;flag` (RFC 3261 §25.1 generic-param, blanks allowed around `;` and `=`).
 *
 * @param text all that follows the URI or the sent-by; blanks before the first `;` are allowed.
 * One semicolon at the end is let pass, as any PBX does.
 * @returns undefined if there is anything but parameters, or an empty one between others (RFC 4475 §3.1.2.1).
 */
export function parseParameters(text: string): Parameters | undefined {
  const tail = text.trim();
  if (tail === "") return noParameters;
  if (!tail.startsWith(";")) return undefined;
  const parameters = new Map<string, string>();
  for (let start = 1; start <= tail.length; ) {
    const end = endOfPart(tail, start, 59);
    if (end < 0) return undefined;
    const part = tail.slice(start, end);
    if (end === tail.length && part.trim() === "") break;
    const equals = part.indexOf("=");
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    const value = equals < 0 ? "" : part.slice(equals + 1).trim();
    if (!isToken(name) || (equals >= 0 && !isParameterValue(value))) return undefined;
    if (!parameters.has(name)) parameters.set(name, value);
    start = end + 1;
  }
  return parameters;
}

/** The reverse of `parseParameters`. */
export function formatParameters(parameters: Parameters): string {
  let text = "";
  for (const [name, value] of parameters) text += value === "" ? `;${name}` : `;${name}=${value}`;
  return text;
}
