import type { SipHeader, SipMessage } from "../../../sip/message/message.js";
import { headerSpelling } from "./header-name.js";

/** Challenges stand one to a header (RFC 3261 §20.44); drachtio-srf joins repeated headers with a comma. */
const challengeNames = new Set(["www-authenticate", "proxy-authenticate"]);

/**
 * The headers of an application's message that go on the wire as they are.
 *
 * @param written lower-case names that the server writes itself.
 */
export function appHeaders(message: SipMessage, written: ReadonlySet<string>): SipHeader[] {
  const headers: SipHeader[] = [];
  for (const { name, value } of message.headers) {
    const lower = name.toLowerCase();
    if (written.has(lower)) continue;
    if (challengeNames.has(lower)) {
      for (const challenge of value.split(/,\s*(?=Digest\s)/i)) {
        headers.push({ name: headerSpelling(name), value: challenge });
      }
      continue;
    }
    const kept = withoutReliable(lower, value);
    if (kept !== undefined) headers.push({ name: headerSpelling(name), value: kept });
  }
  return headers;
}

/** Reliable provisional responses (RFC 3262) are not spoken here, so they must not be offered. */
function withoutReliable(lowerName: string, value: string): string | undefined {
  if (lowerName === "rseq") return undefined;
  if (lowerName !== "require" && lowerName !== "supported") return value;
  const options = value.split(",").map((option) => option.trim());
  const kept = options.filter((option) => option.toLowerCase() !== "100rel");
  return kept.length === options.length ? value : kept.join(", ") || undefined;
}

/**
 * The Content-Type of the body.
 *
 * @returns nothing for an empty body; undefined when the body is neither declared nor SDP.
 */
export function contentType(message: SipMessage, declared: readonly SipHeader[]): SipHeader[] | undefined {
  if (message.body === "" || declared.some(({ name }) => name.toLowerCase() === "content-type")) return [];
  return message.body.startsWith("v=0") ? [{ name: "Content-Type", value: "application/sdp" }] : undefined;
}
