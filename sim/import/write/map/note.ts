/** What the mapping could not put into a field of the setup, or has to ask: a comment in the file, a line on stderr. */
export interface Note {
  /** Keys from the root of the written setup to what it stands above; empty: the end of the file. */
  readonly path: readonly (string | number)[];
  readonly kind: "not held" | "ask";
  /** The same for all notes of one cause: they become one line of the summary. */
  readonly what: string;
  /** Whose: an extension, a route. */
  readonly who: string;
  /** What the source says; never a secret. */
  readonly detail: string;
}

/** A name that stands before a colon: the one that JavaScript does not take for a name of ours is written otherwise. */
export function keyName(text: string): string {
  const line = oneLine(text);
  return line === "__proto__" ? "(__proto__)" : line;
}

/** One line, whatever it was: comments and names end at a line break. */
export function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ").trim();
}
