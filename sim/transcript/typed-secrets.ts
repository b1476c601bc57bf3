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
  readonly #known = new Set<string>();
  #pattern: RegExp | undefined;

  /** @param isInUse true for a text that must stay legible: a PIN is often the number of the extension (PBX-129) */
  constructor(isInUse: (text: string) => boolean = () => false) {
    this.#isInUse = isInUse;
  }

  add(secret: string): void {
    if (secret.length < shortest || this.#known.has(secret) || this.#isInUse(secret)) return;
    this.#known.add(secret);
    const longestFirst = [...this.#known].sort((left, right) => right.length - left.length);
    this.#pattern = new RegExp(longestFirst.map(patternOf).join("|"), "g");
  }

  readonly redact: Redact = (text) =>
    this.#pattern === undefined ? text : text.replaceAll(this.#pattern, redacted);
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
