/** One part of a body that is to be written. */
export interface PartToWrite {
  readonly type: string;
  readonly content: string;
  /** Content-ID, without its angle brackets: what a `cid:` URI names (RFC 2392). */
  readonly id?: string;
}

/**
 * Writes several parts as one body (RFC 2046 §5.1).
 * @returns the Content-Type that the message needs, and the body
 */
export function multipart(parts: readonly PartToWrite[]): { readonly type: string; readonly body: string } {
  const boundary = boundaryFor(parts);
  const texts = parts.map(({ type, content, id }) => {
    const head = [`Content-Type: ${type}`, ...(id === undefined ? [] : [`Content-ID: <${id}>`])];
    return `--${boundary}\r\n${head.join("\r\n")}\r\n\r\n${content}\r\n`;
  });
  return { type: `multipart/mixed;boundary=${boundary}`, body: `${texts.join("")}--${boundary}--\r\n` };
}

/** A delimiter must not stand in what it delimits (RFC 2046 §5.1.1). */
function boundaryFor(parts: readonly PartToWrite[]): string {
  for (let count = 1; ; count++) {
    const boundary = `part-${count}`;
    if (!parts.some(({ content }) => content.includes(`--${boundary}`))) return boundary;
  }
}
