/**
 * What a phone or a PBX may take a text for: as a whole, and up to the first pause. Keys alone: digits, `*` and `#`.
 */
export function readings(dialled: string): string[] {
  const user = userPart(decoded(dialled.normalize("NFKC")).trim());
  return [...new Set([keysOf(user), keysOf(user.split(/[,;pw]/i)[0] ?? "")])];
}

/** The keys in a text; all else is there to be read by people. */
export function keysOf(text: string): string {
  return text.replaceAll(/[^0-9*#]/g, "");
}

/** Digits between stars and hashes. */
interface DigitGroup {
  readonly digits: string;
  /** `*` or `#` stands before them: they may begin with the rest of a code. */
  readonly behindCode: boolean;
}

/** `9*67911#` → 9, and 67911 behind a code. */
export function digitGroups(keys: string): DigitGroup[] {
  return [...keys.matchAll(/([*#]*)(\d+)/g)].map(([, before = "", digits = ""]) => ({
    digits,
    behindCode: before !== "",
  }));
}

function userPart(text: string): string {
  return text.replace(/^(?:tel|sips?):/i, "").replace(/@.*$/, "");
}

function decoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
