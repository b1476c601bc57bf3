import type { Fault, Read } from "./fault.js";
import { textOf } from "./text-of.js";

export interface AstDbEntry {
  /** With its leading slash, as in `/AMPUSER/1001/cidname`. */
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/*
 * What `asterisk -rx "database show"` prints, padded with blanks:
 *
 *   output ::= (entry | end | "")*
 *   entry  ::= "/" key " "* ":" (" " value)? " "* LF       the first colon before a blank or the end of the line
 *   end    ::= digits " results found." LF
 */
const entry = /^(\/.*?) *:(?: (.*))?$/;
const end = /^\d+ results? found\.$/;

/** Values may hold `: ` themselves. */
export function readAstDbShow(file: string, bytes: Uint8Array): Read<readonly AstDbEntry[]> {
  const { content, faults } = textOf(file, bytes);
  const entries: AstDbEntry[] = [];
  const unread: Fault[] = [];
  for (const [index, text] of content.split("\n").entries()) {
    const line = index + 1;
    const [, key, value = ""] = entry.exec(text) ?? [];
    if (key !== undefined) entries.push({ key, value: value.trimEnd(), line });
    else if (text.trim() !== "" && !end.test(text)) {
      unread.push({ file, line, message: "this is no line of `database show`" });
    }
  }
  return { content: entries, faults: [...faults, ...unread] };
}
