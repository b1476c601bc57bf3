/** Lines that are written as comments, to be used by taking the mark away. */
export interface Suggestion {
  /**
   * Keys from the root to the mapping in which they belong: at its head. Empty: sections of their own, ahead of the
   * policies.
   */
  readonly into: readonly string[];
  /** Without indentation of their own; those that begin with `# ` stay comments. */
  readonly lines: readonly string[];
}

/** How a suggested line begins. No note of the import does. */
export const suggestionMark = "#> ";

/** Text as YAML has it between quotes, whatever it holds. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The same of a name, which needs no quotes where it has letters, digits and dashes alone. */
export function keyText(name: string): string {
  return /^[a-z][\w-]*$/i.test(name) ? name : quoted(name);
}
