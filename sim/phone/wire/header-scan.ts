/**
 * Reads single header values out of message text without parsing the message. The text is the latin1 view of the
 * datagram: one char a byte, which is enough for the ASCII syntax that is looked for.
 */

/** Finds one header by its name, see `headerPattern`. Carries its position: use it for one search at a time. */
export type HeaderPattern = RegExp;

/**
 * A pattern for a header in full or compact form, without regard to case, with blanks before the colon allowed
 * (RFC 3261 §7.3.1).
 *
 * @param compact the one-letter form of RFC 3261 §7.3.3
 */
export function headerPattern(name: string, compact?: string): HeaderPattern {
  const names = compact === undefined ? name : `(?:${name}|${compact})`;
  return new RegExp(`\\n${names}[ \\t]*:[ \\t]*`, "gi");
}

/** The start line and headers of a message as latin1 text, the blank line and the body cut off. */
export function headText(data: Buffer): string {
  const end = data.indexOf("\r\n\r\n", 0, "latin1");
  return data.toString("latin1", 0, end === -1 ? data.length : end);
}

/**
 * Where the value of the next header of that name begins, at or after `from`.
 *
 * @returns -1 where there is none
 */
export function nextHeader(head: string, pattern: HeaderPattern, from = 0): number {
  pattern.lastIndex = from;
  return pattern.test(head) ? pattern.lastIndex : -1;
}

/** Where the value that begins at `start` ends; folded lines belong to it (RFC 3261 §7.3.1). */
export function valueEnd(head: string, start: number): number {
  for (let from = start; ; ) {
    const newline = head.indexOf("\n", from);
    if (newline === -1) return head.length;
    const next = head.charCodeAt(newline + 1);
    if (next !== space && next !== tab) {
      return head.charCodeAt(newline - 1) === carriageReturn ? newline - 1 : newline;
    }
    from = newline + 1;
  }
}

/** The first value of that header, unfolded and trimmed. */
export function headerValue(head: string, pattern: HeaderPattern): string | undefined {
  const start = nextHeader(head, pattern);
  return start === -1 ? undefined : unfolded(head.slice(start, valueEnd(head, start)));
}

/** All values of that header, in order. A comma list in one header stays one value. */
export function headerValues(head: string, pattern: HeaderPattern): string[] {
  const values: string[] = [];
  for (let start = nextHeader(head, pattern); start !== -1; ) {
    const end = valueEnd(head, start);
    values.push(unfolded(head.slice(start, end)));
    start = nextHeader(head, pattern, end);
  }
  return values;
}

function unfolded(value: string): string {
  return (value.includes("\n") ? value.replace(/\r?\n[ \t]+/g, " ") : value).trim();
}

const space = 0x20;
const tab = 0x09;
const carriageReturn = 0x0d;
