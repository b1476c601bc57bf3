import type { Fault, Read } from "./fault.js";
import { textOf } from "./text-of.js";

export interface AstDbEntry {
  /** With its leading slash, as in `/AMPUSER/1001/cidname`. */
  readonly key: string;
  readonly value: string;
}

/*
 * What `asterisk -rx "database show"` prints, padded with blanks:
 *
 *   output ::= (entry | end | "")*
 *   entry  ::= "/" key " "* ":" (" " value)? " "* LF       the first colon before a blank or the end of the line
 *   end    ::= digits " results found." LF
 */
const end = /^\d+ results? found\.$/;

/** Values may hold `: ` themselves. */
export function readAstDbShow(file: string, bytes: Uint8Array): Read<readonly AstDbEntry[]> {
  const { content, faults } = textOf(file, bytes);
  const entries: AstDbEntry[] = [];
  const unread: Fault[] = [];
  for (const [index, text] of content.split("\n").entries()) {
    const line = index + 1;
    const colon = text.startsWith("/") ? endOfKey(text) : -1;
    if (colon >= 0) {
      entries.push({ key: text.slice(0, colon).trimEnd(), value: text.slice(colon + 2).trimEnd() });
    } else if (text.trim() !== "" && !end.test(text)) {
      unread.push({ file, line, message: "this is no line of `database show`" });
    }
  }
  return { content: entries, faults: [...faults, ...unread] };
}

/** Where the first colon stands that a blank or the end of the line follows. */
function endOfKey(text: string): number {
  let at = text.indexOf(":");
  while (at >= 0 && at + 1 < text.length && text[at + 1] !== " ") at = text.indexOf(":", at + 1);
  return at;
}
