/** Keeps secrets and PINs out of everything that is recorded: nothing downstream ever holds one. */

export const redacted = "•••";

/** Takes the secrets out of one text. */
export type Redact = (text: string) => string;

/** What a secret looks like where its value is not known: PIN parameters, passwords in addresses, digest answers. */
const structural: readonly (readonly [RegExp, string])[] = [
  [/([?&;](?:pin|passw(?:or)?d|passcode|secret)=)[^&\s"'<>]*/gi, `$1${redacted}`],
  // The same within a parameter of another address.
  [
    /(%(?:3f|26|3b)(?:pin|passw(?:or)?d|passcode|secret)%3d)(?:%25[0-9a-f]{2}|[^&\s"'<>%])*/gi,
    `$1${redacted}`,
  ],
  // Of a user in an address, wherever it stands: `http://user:password@host`, `sip:user:password@host`.
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/?#@:"'<>]{0,200}):[^\s/?#@"'<>]+@/gi, `$1:${redacted}@`],
  [/(\bsips?:[^\s:@;?"'<>]{1,200}):[^\s@;?"'<>]+@/gi, `$1:${redacted}@`],
  // A key of a keypad (application/dtmf-relay): of a PIN each comes alone.
  [/(\bSignal[ \t]{0,20}=[ \t]{0,20})[0-9A-D*#]+(?!\w)/gi, `$1${redacted}`],
  [/(\bresponse=")[^"]*(")/gi, `$1${redacted}$2`],
];

/**
 * @param secrets SIP passwords and PINs of the setup. One shorter than three characters is left to the
 *   structural rules: as a literal it would tear holes into ports and times.
 */
export function createRedactor(secrets: readonly string[]): Redact {
  const literals = [...new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))]
    .filter((secret) => secret.length >= 3)
    .sort((left, right) => right.length - left.length)
    .map((secret) => secret.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const literal =
    literals.length > 0
      ? new RegExp(`(?<![0-9A-Za-z])(?:${literals.join("|")})(?![0-9A-Za-z])`, "g")
      : undefined;
  return (text) => {
    let clean = literal ? text.replace(literal, redacted) : text;
    for (const [pattern, replacement] of structural) clean = clean.replace(pattern, replacement);
    return clean;
  };
}

/** Applies a redactor to every string inside a plain value; unchanged parts are kept as they are. */
export function redactDeep<Value>(value: Value, redact: Redact): Value {
  if (typeof value === "string") return redact(value) as Value;
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    const clean = items.map((item) => redactDeep(item, redact));
    return (clean.some((item, index) => item !== items[index]) ? clean : items) as Value;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    const clean = entries.map(([key, item]) => [key, redactDeep(item, redact)] as const);
    return clean.some(([, item], index) => item !== entries[index]?.[1])
      ? (Object.fromEntries(clean) as Value)
      : value;
  }
  return value;
}
