import { type Mac, parseMac } from "../../model/mac.js";

/** The MAC that a phone names in its User-Agent, in whatever notation; undefined where it names none. */
export function macInAgent(userAgent: string | undefined): Mac | undefined {
  const text = /\b[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}\b/i.exec(userAgent ?? "")?.[0];
  return text === undefined ? undefined : parseMac(text);
}
