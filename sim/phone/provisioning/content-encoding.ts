import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from "node:zlib";

/**
 * A body without its Content-Encoding (RFC 9110 §8.4.1). Phones ask for none, yet a web server may keep its files
 * packed, and not say so.
 * @param maxBytes a larger one is refused, before it fills the memory
 * @returns in words, why it cannot be had
 */
export function decodedBody(data: Buffer, encoding: string, maxBytes: number): Buffer | string {
  const unpack = unpackerOf(data, encoding.trim().toLowerCase());
  if (unpack === undefined) return `packed as ${encoding.trim().slice(0, 40)}, which the phone cannot unpack`;
  try {
    return unpack(data, { maxOutputLength: maxBytes });
  } catch (error) {
    const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isTooLarge
      ? `unpacked, the answer is larger than ${maxBytes} bytes`
      : "the answer cannot be unpacked";
  }
}

type Unpacker = (data: Buffer, options: ZlibOptions) => Buffer;

function unpackerOf(data: Buffer, encoding: string): Unpacker | undefined {
  switch (encoding) {
    case "":
    case "identity":
      return isGzip(data) ? gunzipSync : (same) => same;
    case "gzip":
    case "x-gzip":
      // Some servers name the encoding of a file that they have unpacked themselves.
      return isGzip(data) || data.length === 0 ? gunzipSync : (same) => same;
    case "deflate":
      return inflateSync;
    case "br":
      return (packed, { maxOutputLength }) =>
        brotliDecompressSync(packed, maxOutputLength === undefined ? {} : { maxOutputLength });
    default:
      return undefined;
  }
}

function isGzip(data: Buffer): boolean {
  return data[0] === 0x1f && data[1] === 0x8b;
}
