import type { TranscriptEvent } from "./event.js";
import { redactDeep } from "./redaction.js";

/**
 * Text that came from a phone, a PBX or a file, made fit for a terminal and for XML: control characters would move
 * the cursor, paint, or ring; directional ones would show a text in another order than it has.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unprintable = /\r\n|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const lineBreaks = /[\t\n]/g;

/** Control characters as `\x1b`, line ends and tabs left as they are. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, (found) => (found === "\r\n" ? "\n" : escaped(found)));
}

/** The same for what has one line: a line end could pass for a line of the report. */
export function printableLine(text: string): string {
  return printable(text).replaceAll(lineBreaks, (found) => (found === "\n" ? "\\n" : " "));
}

/** An event of which every text is printable; the event itself where it was. */
export function printableEvent(event: TranscriptEvent): TranscriptEvent {
  return redactDeep(event, printable);
}

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}
