/** What to say where `#` took a value away: `number: #97` is empty to YAML. The value is not repeated: it may be a PIN. */
export const hiddenByComment = "# begins a comment in YAML: quote the value";

/**
 * Whether a text with `#` before it, and no space as a remark has, stands where a value should.
 * @param offset after the colon or dash
 */
export function isHiddenByComment(text: string, offset: number): boolean {
  return /^[ \t]*#[^\s#]/.test(text.slice(offset, endOfLine(text, offset)));
}

/**
 * Whether such a text stands in a bracket, whose end it takes along: the line is broken YAML then.
 * @param offset where the parser gave up: in that line or the next
 */
export function bracketIsHiddenByComment(text: string, offset: number): boolean {
  const lines = text.slice(0, endOfLine(text, offset)).split("\n").slice(-2);
  return lines.some((line) => {
    const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '""');
    return /[[{](?:.*[:,]\s+|\s*)#[^\s#]/.test(bare);
  });
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
