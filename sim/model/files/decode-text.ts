/** Bytes of a file as text, or the place of what cannot be one; line and column count from 1. */
export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly reason: string };

/** Marks that editors put before a text (YAML 1.2 §5.2). */
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/**
 * Reads UTF-8, or UTF-16 with its mark. Nothing is put in place of what does not decode: half a name is a wrong name.
 * The mark itself is not part of the text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1] ?? "utf-8";
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    const before = text.slice(0, text.indexOf("\uFFFD"));
    const line = before.split("\n").length;
    const column = before.length - before.lastIndexOf("\n");
    return { ok: false, line, column, reason: `this is not ${encoding.slice(0, 6).toUpperCase()}` };
  }
}
