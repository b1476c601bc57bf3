/*
 * Asterisk's format: `[section]`, then `name = value` to the end of the line, `;` begins a comment. Whatever a setup
 * holds, it must come out as one value: a line break would begin another setting, a section or an `#exec`.
 */

/** A section; a name may stand in it several times. */
export interface Section {
  readonly name: string;
  /** For people; one line. */
  readonly about?: string;
  readonly settings: readonly (readonly [name: string, value: string | number])[];
}

/** @param about what the file is for; one line each */
export function confText(about: readonly string[], sections: readonly Section[]): string {
  return `${headingText(about)}\n${sections.map(sectionText).join("\n")}`;
}

export function headingText(about: readonly string[]): string {
  return ["Written by `deskfleet export`: a later export replaces it.", ...about].map(commentText).join("");
}

function sectionText({ name, about, settings }: Section): string {
  const comment = about === undefined ? "" : commentText(about);
  // Without the spaces a value that begins with ">" would lose it: `=>` is another way to write `=`.
  const lines = settings.map(([setting, value]) => `${setting} = ${plainValue(String(value))}\n`);
  return `[${name}]\n${comment}${lines.join("")}`;
}

/** A comment of one line, whatever the text. */
export function commentText(text: string): string {
  return `; ${oneLine(text)}\n`;
}

/** A text as the value of a setting: a semicolon would begin a comment. */
export function plainValue(text: string): string {
  return oneLine(text).replaceAll(";", "\\;");
}

/** Asterisk skips a line of more than 8,191 bytes, and what a text is written as may take nine times as many. */
const longestText = 500;

/**
 * What Asterisk does not read again of a text that is written as a value: it takes blanks off both ends, and no line of any
 * length.
 * @returns in words; undefined where it comes out as it is
 */
export function lostOf(text: string): string | undefined {
  if (text.length > longestText) return `what follows its first ${longestText} characters`;
  if (oneLine(text) !== text) return "its control characters and line breaks";
  // ast_strip knows the blanks of ASCII alone: a no-break space stays.
  return /^ | $/.test(text) ? "the spaces at its ends" : undefined;
}

/** A setup that was not read from a file may hold what begins another line. */
function oneLine(text: string): string {
  return text.slice(0, longestText).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

export function yesNo(is: boolean): "yes" | "no" {
  return is ? "yes" : "no";
}
