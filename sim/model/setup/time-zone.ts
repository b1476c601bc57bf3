import { lineText } from "../files/line-text.js";

/** Name of a time zone, as of the IANA list. */
export const timeZone = lineText.refine(isTimeZone, {
  error: "expected a time zone such as America/New_York",
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
