import type { Fault, Read } from "./fault.js";
import { textOf } from "./text-of.js";

export interface ConfEntry {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

interface ConfSection {
  readonly name: string;
  readonly line: number;
  /** What stands in its round brackets, as written: `!`, `+`, `+type=aor`, names of templates. */
  readonly options: readonly string[];
  readonly entries: readonly ConfEntry[];
}

export interface Conf {
  readonly sections: readonly ConfSection[];
  /** `#include` and its like, in whatever section. */
  readonly directives: readonly ConfEntry[];
}

/*
 * A configuration file of Asterisk (main/config.c), after its comments are gone:
 *
 *   file      ::= (section | entry | directive | "")*
 *   section   ::= "[" name "]" ("(" option ("," option)* ")")?
 *   option    ::= "!" | "+" | "+" key "=" value | name
 *   entry     ::= key ("=" | "=>") value
 *   directive ::= "#" word value?
 *
 *   comment   ::= ";" up to the end of the line, unless "\" stands before it
 *               | ";--" … "--;", over lines, unless a third "-" follows
 *
 * A blank line ends nothing: FreePBX writes them inside sections (FI-2).
 */
/** The buffer of main/config.c. */
const longestLine = 8191;

const section = /^\[([^\]]*)\](?:\((.*)\))?$/;
const directive = /^#(\w+)\s*(.*)$/;

/** Reads any of the files in `/etc/asterisk`. `;` cuts a value wherever it stands (FI-8). */
export function readConf(file: string, bytes: Uint8Array): Read<Conf> {
  const { content, faults } = textOf(file, bytes);
  const sections: (ConfSection & { readonly entries: ConfEntry[] })[] = [];
  const directives: ConfEntry[] = [];
  const unread: Fault[] = [];
  for (const [index, text] of withoutComments(content).split("\n").entries()) {
    const line = index + 1;
    const trimmed = text.trim();
    if (trimmed === "") continue;
    if (trimmed.length > longestLine) {
      unread.push({ file, line, message: `this line has ${trimmed.length} characters: Asterisk cuts it` });
      continue;
    }
    const head = section.exec(trimmed);
    const order = directive.exec(trimmed);
    const pair = pairOf(trimmed);
    const last = sections.at(-1);
    if (head) {
      const options = head[2]?.split(",").map((option) => option.trim()) ?? [];
      sections.push({ name: head[1] ?? "", line, options, entries: [] });
    } else if (order) directives.push({ key: order[1] ?? "", value: order[2] ?? "", line });
    else if (pair && last) last.entries.push({ ...pair, line });
    else {
      const message = pair
        ? "this stands before the first section"
        : "this is neither a section nor `key=value`";
      unread.push({ file, line, message });
    }
  }
  return { content: { sections, directives }, faults: [...faults, ...unread] };
}

/** No regular expression: a line of blanks must not take longer than any other. */
function pairOf(text: string): { readonly key: string; readonly value: string } | undefined {
  const at = text.indexOf("=");
  if (at < 1) return undefined;
  const rest = text.slice(text[at + 1] === ">" ? at + 2 : at + 1);
  return { key: text.slice(0, at).trimEnd(), value: rest.trimStart() };
}

/** The same text, line by line, with blanks or nothing where comments were. */
function withoutComments(text: string): string {
  let kept = "";
  let at = 0;
  while (at < text.length) {
    const mark = text.indexOf(";", at);
    if (mark < 0) return kept + text.slice(at);
    if (text[mark - 1] === "\\") {
      kept += `${text.slice(at, mark - 1)};`;
      at = mark + 1;
      continue;
    }
    kept += text.slice(at, mark);
    const isBlock = text.startsWith(";--", mark) && text[mark + 3] !== "-";
    const ends = isBlock ? text.indexOf("--;", mark + 3) : text.indexOf("\n", mark);
    if (ends < 0) return kept;
    at = isBlock ? ends + 3 : ends;
    // The lines of a block still count.
    if (isBlock) kept += "\n".repeat(text.slice(mark, at).split("\n").length - 1);
  }
  return kept;
}
