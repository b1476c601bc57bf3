import { z } from "zod";

/**
 * A text of one line. Texts of a setup reach SIP headers, XML screens and configuration files, where a line break
 * would begin something else.
 */
export const lineText = z
  .string()
  .regex(/^\P{Cc}*$/u, "line breaks and other control characters are refused");

/**
 * A name whose place among its siblings counts. JavaScript, and many a JSON tool, reads keys that look like whole
 * numbers first and by their size, whatever order the admin wrote.
 */
export const orderedName = lineText.regex(
  /^(?!(0|[1-9]\d*)$)/,
  'a name of digits alone would lose its place in the order of the file: write "Group 10" or the like',
);
