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
