import { isDigits, isToken } from "./characters.js";

/** The order of requests in a dialog (RFC 3261 §20.16). */
export interface CSeq {
  readonly number: number;
  readonly method: string;
}

/** A sequence number is less than 2³¹ (RFC 3261 §8.1.1.5). */
const limit = 2 ** 31;

/** @returns undefined if it is malformed or the number too large. */
export function parseCSeq(value: string): CSeq | undefined {
  const text = value.trim();
  let end = 0;
  while (end < text.length && text.charCodeAt(end) > 32) end++;
  const digits = text.slice(0, end);
  const method = text.slice(end).trim();
  if (!isDigits(digits) || !isToken(method)) return undefined;
  const number = Number(digits);
  return number < limit ? { number, method } : undefined;
}
