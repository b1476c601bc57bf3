import { isBlank, isToken, trimBlanks } from "./characters.js";
import { expandName } from "./header-names.js";
import type { SipHeader } from "./message.js";

/** One logical line. */
interface Line {
  /** Without line end; folds are one blank each. */
  readonly text: string;
  /** Where the next line starts. */
  readonly next: number;
}

/**
 * Reads one line and its continuations (RFC 3261 §7.3.1).
 * @returns undefined for a CR or LF that stands alone: it would split lines differently at the next hop.
 */
export function readLine(head: string, from: number): Line | undefined {
  let start = from;
  let folded = "";
  for (;;) {
    const lineFeed = head.indexOf("\n", start);
    const carriageReturn = head.indexOf("\r", start);
    if (lineFeed !== carriageReturn + (carriageReturn < 0 ? 0 : 1)) return undefined;
    const end = carriageReturn < 0 ? head.length : carriageReturn;
    const next = carriageReturn < 0 ? head.length : lineFeed + 1;
    const isFolded = next < head.length && isBlank(head.charCodeAt(next));
    if (folded === "" && !isFolded) return { text: head.slice(start, end), next };
    folded += folded === "" ? head.slice(start, end) : ` ${head.slice(start, end).trimStart()}`;
    if (!isFolded) return { text: folded, next };
    folded = folded.trimEnd();
    start = next;
  }
}

/** `name: value`; undefined without a colon or with a name that is not a token. */
export function parseHeaderLine(line: string): SipHeader | undefined {
  const colon = line.indexOf(":");
  if (colon < 1) return undefined;
  // A name starts its line: a blank in front would have made it a fold.
  if (isBlank(line.charCodeAt(0))) return undefined;
  const name = trimBlanks(line.slice(0, colon));
  return isToken(name) ? { name: expandName(name), value: trimBlanks(line.slice(colon + 1)) } : undefined;
}
