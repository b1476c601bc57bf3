/**
 * The text as the user of a SIP URI: what is not `unreserved` (RFC 3261 §25.1) is escaped, but for the `+` of a
 * telephone number. One way for all messages: `10#1` in one and `10%231` in the other are two users for some PBXs.
 */
export function escapeUser(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("%2B", "+");
}
