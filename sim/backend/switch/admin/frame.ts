/** Frames of the drachtio control protocol: `<length in UTF-8 bytes>#<payload>`, nothing between two frames. */

/** drachtio-server closes the connection on lengths of more than 1 MB or of more than 7 digits. */
const maxPayloadBytes = 1_000_000;
const maxLengthDigits = 7;
const hash = 0x23;

export function encodeFrame(payload: string): string {
  return `${Buffer.byteLength(payload)}#${payload}`;
}

/** Cuts a TCP stream into payloads, however TCP splits and glues them. */
export class FrameReader {
  #kept: Buffer = Buffer.alloc(0);

  /**
   * @param onPayload called once for each whole frame, in order.
   * @returns false when the stream breaks the framing; it cannot be read further.
   */
  push(chunk: Buffer, onPayload: (payload: string) => void): boolean {
    let rest = this.#kept.length === 0 ? chunk : Buffer.concat([this.#kept, chunk]);
    for (;;) {
      const length = readLength(rest);
      if (length === "broken") return false;
      if (length === "incomplete" || rest.length < length.payloadAt + length.bytes) break;
      const end = length.payloadAt + length.bytes;
      onPayload(rest.toString("utf8", length.payloadAt, end));
      rest = rest.subarray(end);
    }
    // A copy, so that the memory of a large chunk is not held by a short rest.
    this.#kept = Buffer.from(rest);
    return true;
  }
}

function readLength(data: Buffer): { payloadAt: number; bytes: number } | "incomplete" | "broken" {
  const at = data.subarray(0, maxLengthDigits + 1).indexOf(hash);
  const digits = data.toString("latin1", 0, at < 0 ? Math.min(data.length, maxLengthDigits + 1) : at);
  if (at < 0) return /^\d{0,7}$/.test(digits) ? "incomplete" : "broken";
  if (!/^\d{1,7}$/.test(digits)) return "broken";
  const bytes = Number(digits);
  return bytes === 0 || bytes > maxPayloadBytes ? "broken" : { payloadAt: at + 1, bytes };
}
