/** drachtio-srf writes known header names in lower case; the wire shows them as the RFCs spell them. */

const spellings = new Map([
  ["call-id", "Call-ID"],
  ["cseq", "CSeq"],
  ["www-authenticate", "WWW-Authenticate"],
  ["mime-version", "MIME-Version"],
  ["rack", "RAck"],
  ["rseq", "RSeq"],
  ["sip-etag", "SIP-ETag"],
  ["sip-if-match", "SIP-If-Match"],
]);

/** `contact` → `Contact`; names that have a capital anywhere stay as the application wrote them. */
export function headerSpelling(name: string): string {
  if (name !== name.toLowerCase()) return name;
  return spellings.get(name) ?? name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
