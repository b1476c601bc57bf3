/** What the grammar of a dump does not allow. Its message holds none of the text, which may be a secret. */
export class SqlTextError extends Error {}

/** What MySQL writes behind a backslash; any other character stands for itself. */
const escapes: Readonly<Record<string, string>> = { 0: "", b: "\b", n: "\n", r: "\r", t: "\t", Z: "\u001A" };

const blanks: ReadonlySet<number> = new Set([..." \t\n\v\f\r"].map((blank) => blank.charCodeAt(0)));

/** A pass over the text of a dump. The grammar is in `sql-dump.ts`. */
export class SqlScanner {
  readonly #text: string;
  #at = 0;
  #line = 1;
  /** Up to where lines are counted. */
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Of the next character, from 1. */
  get line(): number {
    for (let at = this.#text.indexOf("\n", this.#counted); at >= 0 && at < this.#at; ) {
      this.#line += 1;
      this.#counted = at + 1;
      at = this.#text.indexOf("\n", this.#counted);
    }
    return this.#line;
  }

  /** Goes to the next statement; false at the end. */
  begin(): boolean {
    this.skipBlank();
    while (this.takes(";")) this.skipBlank();
    return this.#at < this.#text.length;
  }

  skipBlank(): void {
    for (;;) {
      while (blanks.has(this.#text.charCodeAt(this.#at))) this.#at += 1;
      const first = this.#text[this.#at];
      const isLine = first === "#" || (first === "-" && this.#text.startsWith("--", this.#at));
      const isBlock = first === "/" && this.#text.startsWith("/*", this.#at);
      if (!isLine && !isBlock) return;
      const ends = this.#text.indexOf(isLine ? "\n" : "*/", this.#at);
      this.#at = ends < 0 ? this.#text.length : ends + (isLine ? 1 : 2);
    }
  }

  isAt(character: string): boolean {
    this.skipBlank();
    return this.#text[this.#at] === character;
  }

  takes(character: string): boolean {
    if (!this.isAt(character)) return false;
    this.#at += 1;
    return true;
  }

  /** Takes these words, in either case, all or none. */
  words(...words: readonly string[]): boolean {
    const before = this.#at;
    for (const word of words) {
      this.skipBlank();
      const found = this.#text.slice(this.#at, this.#at + word.length);
      if (found.toUpperCase() !== word || /\w/.test(this.#text[this.#at + word.length] ?? " ")) {
        this.#at = before;
        return false;
      }
      this.#at += word.length;
    }
    return true;
  }

  name(): string {
    if (this.isAt("`")) return this.#quoted("`");
    const found = /\w+/y;
    found.lastIndex = this.#at;
    const name = found.exec(this.#text)?.[0];
    if (name === undefined) throw new SqlTextError("a name is missing");
    this.#at += name.length;
    return name;
  }

  names(): string[] {
    this.#expect("(");
    const names = [this.name()];
    while (this.takes(",")) names.push(this.name());
    this.#expect(")");
    return names;
  }

  /** The columns between the brackets of CREATE TABLE. */
  columnNames(): string[] {
    this.#expect("(");
    const names: string[] = [];
    do {
      if (this.isAt("`")) names.push(this.name());
      this.#skipUntil(/[,)]/);
    } while (this.takes(","));
    this.#expect(")");
    return names;
  }

  row(): (string | null)[] {
    this.#expect("(");
    const values = [this.#value()];
    while (this.takes(",")) values.push(this.#value());
    this.#expect(")");
    return values;
  }

  skipStatement(): void {
    this.#skipUntil(/;/);
    this.takes(";");
  }

  /** After a fault: to what looks like the end of the statement, for quotes cannot be trusted any more. */
  skipLines(): void {
    const ends = this.#text.indexOf(";\n", this.#at);
    this.#at = ends < 0 ? this.#text.length : ends + 2;
  }

  #value(): string | null {
    // Texts first: nearly all values are.
    if (this.isAt("'")) return this.#quoted("'");
    if (this.words("NULL")) return null;
    if (this.words("_BINARY") && this.isAt("'")) return this.#quoted("'");
    const found = /0x[\da-f]*|[-+]?[\d.]+(?:e[-+]?\d+)?/iy;
    found.lastIndex = this.#at;
    const number = found.exec(this.#text)?.[0];
    if (number === undefined) throw new SqlTextError("a value is missing");
    this.#at += number.length;
    return number;
  }

  /** Copies in pieces: a field may be megabytes long. */
  #quoted(quote: "'" | "`"): string {
    let text = "";
    let from = this.#at + 1;
    for (let at = from; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === "\\" && quote === "'") {
        const next = this.#text[at + 1] ?? "";
        text += this.#text.slice(from, at) + (escapes[next] ?? next);
        at += 1;
        from = at + 1;
      } else if (character === quote) {
        text += this.#text.slice(from, at);
        if (this.#text[at + 1] !== quote) {
          this.#at = at + 1;
          return text;
        }
        text += quote;
        at += 1;
        from = at + 1;
      }
    }
    this.#at = this.#text.length;
    throw new SqlTextError("a quote is not closed, the text is cut off");
  }

  /** Passes over quoted text and brackets as wholes. */
  #skipUntil(stop: RegExp): void {
    for (let depth = 0; this.#at < this.#text.length; ) {
      this.skipBlank();
      const character = this.#text[this.#at] ?? "";
      if (depth === 0 && stop.test(character)) return;
      if (character === "'" || character === "`") {
        this.#quoted(character);
        continue;
      }
      if (character === "(") depth += 1;
      if (character === ")") depth -= 1;
      this.#at += 1;
    }
  }

  #expect(character: string): void {
    if (!this.takes(character)) throw new SqlTextError(`"${character}" is missing`);
  }
}
