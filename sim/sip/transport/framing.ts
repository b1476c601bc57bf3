import { isDigits } from "../message/characters.js";

/** What a stream holds, in order (RFC 3261 §18.3, RFC 5626 §4.4.1). */
export type Frame =
  | { readonly kind: "message"; readonly data: Buffer }
  /** CR LF CR LF between messages: to be answered with CR LF. */
  | { readonly kind: "ping" }
  /**
   * The stream cannot be read on. `data` is the message that says so, if there is one: it may be
   * answered before the connection is closed.
   */
  | { readonly kind: "broken"; readonly reason: string; readonly data?: Buffer };

/** What came over a connection is not SIP, or ends nowhere: the connection is closed. */
export class UnreadableStream extends Error {}

const headLimit = 64 * 1024;
const bodyLimit = 256 * 1024;
const emptyLine = Buffer.from("\r\n\r\n");

/** The Content-Length of a head, 0 without one; undefined if it cannot be trusted (RFC 4475 §3.1.2.3). */
function contentLength(head: string): number | undefined {
  const values = head.matchAll(/\r\n(?:content-length|l)[ \t]*:((?:\r\n[ \t]|[^\r])*)/gi);
  let length: number | undefined;
  for (const [, value = ""] of values) {
    const digits = value.trim();
    if (!isDigits(digits) || digits.length > 9) return undefined;
    // Two different lengths frame the stream differently for different readers.
    if (length !== undefined && length !== Number(digits)) return undefined;
    length = Number(digits);
  }
  return length ?? 0;
}

/** Cuts a byte stream into messages, whatever the segments are. */
export class StreamFramer {
  /** Bytes of an incomplete message are `pending[0, filled)`; room behind them spares copies. */
  private pending = Buffer.alloc(0);
  private filled = 0;
  /** No empty line starts before this offset of the incomplete message. */
  private searched = 0;
  /** Length of the incomplete message, once its head is known. */
  private needed = 0;
  private lineEnds = 0;
  private broken = false;

  /** @returns all that the bytes so far complete. After `broken` nothing comes any more. */
  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let rest = this.joined(chunk);
    while (!this.broken) {
      const start = this.skipLineEnds(rest, frames);
      rest = rest.subarray(start);
      const frame = this.next(rest);
      if (!frame) break;
      frames.push(frame);
      this.broken = frame.kind === "broken";
      rest = rest.subarray(this.needed);
      this.needed = 0;
      this.searched = 0;
    }
    this.keep(this.broken ? rest.subarray(0, 0) : rest);
    return frames;
  }

  private joined(chunk: Buffer): Buffer {
    if (this.filled === 0) return chunk;
    const length = this.filled + chunk.length;
    if (length > this.pending.length) {
      const larger = Buffer.allocUnsafe(length * 2);
      this.pending.copy(larger, 0, 0, this.filled);
      this.pending = larger;
    }
    chunk.copy(this.pending, this.filled);
    this.filled = length;
    return this.pending.subarray(0, length);
  }

  /** A remainder that is already in `pending` stays there; else it is copied out of the chunk. */
  private keep(rest: Buffer): void {
    if (
      rest.length > 0 &&
      rest.buffer === this.pending.buffer &&
      rest.byteOffset === this.pending.byteOffset
    ) {
      return;
    }
    // A fresh buffer: messages handed out still look into the old one.
    this.pending = rest.length === 0 ? Buffer.alloc(0) : Buffer.from(rest);
    this.filled = rest.length;
  }

  /** Between messages CR LF is skipped, two of them are a ping. @returns where a message may start. */
  private skipLineEnds(rest: Buffer, frames: Frame[]): number {
    let at = 0;
    while (this.searched === 0 && this.needed === 0 && rest[at] === 13 && rest[at + 1] === 10) {
      at += 2;
      this.lineEnds += 1;
      if (this.lineEnds === 2) {
        frames.push({ kind: "ping" });
        this.lineEnds = 0;
      }
    }
    return at;
  }

  private next(rest: Buffer): Frame | undefined {
    if (rest.length === 0 || (rest.length === 1 && rest[0] === 13)) return undefined;
    this.lineEnds = 0;
    if (this.needed === 0) {
      const problem = this.readHead(rest);
      if (problem) return problem;
    }
    if (this.needed === 0 || rest.length < this.needed) return undefined;
    return { kind: "message", data: rest.subarray(0, this.needed) };
  }

  /** Sets `needed` when the empty line is there. */
  private readHead(rest: Buffer): Frame | undefined {
    const end = rest.indexOf(emptyLine, Math.max(0, this.searched - 3));
    this.searched = rest.length;
    if (end > headLimit || (end < 0 && rest.length > headLimit)) {
      return { kind: "broken", reason: `headers of more than ${headLimit} bytes` };
    }
    const firstLine = rest.indexOf(10);
    if (firstLine >= 0 && !/SIP\//i.test(rest.toString("latin1", 0, firstLine))) {
      return { kind: "broken", reason: "not SIP" };
    }
    if (end < 0) return undefined;
    const headEnd = end + emptyLine.length;
    const length = contentLength(rest.toString("latin1", 0, end));
    if (length === undefined) {
      return { kind: "broken", reason: "malformed Content-Length", data: rest.subarray(0, headEnd) };
    }
    if (length > bodyLimit) return { kind: "broken", reason: `a body of more than ${bodyLimit} bytes` };
    this.needed = headEnd + length;
    return undefined;
  }
}
