import { type Redact, redacted } from "./redaction.js";

/** Shorter ones would tear holes into ports and times; in a field and in a query they are hidden by their place. */
const shortest = 3;
/** From so many characters on a secret is looked for in pieces too: nothing else is alike by chance. */
const long = 6;

/**
 * Secrets that were not known before the run: what was typed into a secret field. From then on they are hidden in
 * any form in which a server repeats them: in an address, in a text, escaped, or in groups.
 */
export class TypedSecrets {
  readonly #isInUse: (text: string) => boolean;
  /** Longest first: a secret may be the beginning of another. */
  #patterns: readonly SecretPattern[] = [];

  /** @param isInUse true for a text that must stay legible: a PIN is often the number of the extension (PBX-129) */
  constructor(isInUse: (text: string) => boolean = () => false) {
    this.#isInUse = isInUse;
  }

  add(secret: string): void {
    if (secret.length < shortest || this.#isInUse(secret)) return;
    if (this.#patterns.some((known) => known.secret === secret)) return;
    this.#patterns = [...this.#patterns, new SecretPattern(secret)].sort(
      (left, right) => right.secret.length - left.secret.length,
    );
  }

  readonly redact: Redact = (text) => {
    if (this.#patterns.length === 0) return text;
    const readings = readingsOf(text);
    let clean = text;
    for (const pattern of this.#patterns) if (pattern.mayBeIn(readings)) clean = pattern.redact(clean);
    return clean;
  };
}

/** Letters and digits, and what neither begins a tag nor an escape. */
const plain = /^[0-9A-Za-z*#._/-]+$/;

/** One secret and its pattern, which takes milliseconds to compile: only a text that may hold the secret meets it. */
class SecretPattern {
  readonly secret: string;
  /** As `readingsOf` would have it; undefined where that is not defined. */
  readonly #joined: string | undefined;
  #pattern: RegExp | undefined;

  constructor(secret: string) {
    this.secret = secret;
    this.#joined = plain.test(secret) ? joined(secret) : undefined;
  }

  mayBeIn(readings: readonly string[]): boolean {
    const wanted = this.#joined;
    return wanted === undefined || readings.some((reading) => reading.includes(wanted));
  }

  redact(text: string): string {
    this.#pattern ??= new RegExp(patternOf(this.secret), "g");
    return text.replaceAll(this.#pattern, redacted);
  }
}

/**
 * The text without what a pattern allows between the characters of a secret, with and without its tags, as it stands
 * and with its escapes resolved. A plain secret that a pattern would find is in one of them.
 */
function readingsOf(text: string): readonly string[] {
  const written = /[%&\\]/.test(text) ? [text, unescaped(text)] : [text];
  return written.flatMap((each) =>
    each.includes("<") ? [joined(each), joined(each.replaceAll(/<[^<>]{1,80}>/g, ""))] : [joined(each)],
  );
}

function joined(text: string): string {
  return text.replaceAll(/[\s._/-]+/g, "");
}

function unescaped(text: string): string {
  return text
    .replaceAll(/%(?:25)*([0-9A-Fa-f]{2})/g, (_all, hex: string) => characterOf(Number.parseInt(hex, 16)))
    .replaceAll(/&#0*([0-9]{1,7});/g, (_all, code: string) => characterOf(Number(code)))
    .replaceAll(/&#x0*([0-9A-Fa-f]{1,6});/g, (_all, hex: string) => characterOf(Number.parseInt(hex, 16)))
    .replaceAll(/\\u([0-9A-Fa-f]{4})/g, (_all, hex: string) => characterOf(Number.parseInt(hex, 16)));
}

/** Only what a plain secret is made of: a resolved `<` would hide what stands behind it. */
function characterOf(code: number): string {
  const character = code < 0x80 ? String.fromCharCode(code) : "";
  return plain.test(character) ? character : "\u{fffd}";
}

/** An escaped character ends in letters and digits that belong to no word: `%3D`, `%253D`, `\u003d`, `\n`. */
const afterEscape = String.raw`(?<=%(?:25)*[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[nrt])`;

function patternOf(secret: string): string {
  const isLong = secret.length >= long;
  const gap = isLong ? String.raw`(?:[\s._/-]|<[^<>]{1,80}>){0,3}` : "";
  const letters = Array.from(secret, formsOf).join(gap);
  // Beside a letter a long one is still itself; among more digits a number is another number.
  const word = isLong ? "[0-9]" : "[0-9A-Za-z]";
  return `(?:(?<!${word})|${afterEscape})${letters}(?!${word})`;
}

/** Every way to write a character in addresses, XML and JSON. */
function formsOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const escapedBytes = Array.from(
    new TextEncoder().encode(character),
    (byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, "0"))}`,
  );
  return `(?:${[
    ...(character === " " ? [String.raw`\+`] : []),
    character.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`),
    escapedBytes.join(""),
    `&#0*${code};`,
    `&#x0*${anyCase(hex)};`,
    ...(named[character] ?? []),
    ...(code < 0x10000 ? [String.raw`\\u${anyCase(hex.padStart(4, "0"))}`] : []),
  ].join("|")})`;
}

const named: Readonly<Record<string, string[]>> = {
  "&": ["&amp;"],
  "<": ["&lt;"],
  ">": ["&gt;"],
  '"': ["&quot;"],
  "'": ["&apos;"],
};

function anyCase(hex: string): string {
  return hex.replaceAll(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
