/** Compact forms (RFC 3261 §7.3.3, RFC 6665 `o` `u`, RFC 3515 `r`, RFC 3892 `b`, RFC 4028 `x`, RFC 3841 `a` `d` `j`). */
const compactForms: ReadonlyMap<string, string> = new Map([
  ["a", "Accept-Contact"],
  ["b", "Referred-By"],
  ["c", "Content-Type"],
  ["d", "Request-Disposition"],
  ["e", "Content-Encoding"],
  ["f", "From"],
  ["i", "Call-ID"],
  ["j", "Reject-Contact"],
  ["k", "Supported"],
  ["l", "Content-Length"],
  ["m", "Contact"],
  ["o", "Event"],
  ["r", "Refer-To"],
  ["s", "Subject"],
  ["t", "To"],
  ["u", "Allow-Events"],
  ["v", "Via"],
  ["x", "Session-Expires"],
  ["y", "Identity"],
]);

/** `v` → `Via`; other names come back as written. */
export function expandName(name: string): string {
  return name.length === 1 ? (compactForms.get(name.toLowerCase()) ?? name) : name;
}
