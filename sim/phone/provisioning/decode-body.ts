export type DecodedBody =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** Whose word it is that a body has an encoding. */
type Voice = "a byte order mark" | "the header" | "the document";

/**
 * The text of an XML document as it came over HTTP. A mark counts before the header, the header before the document
 * (RFC 7303 §3); without a word it is UTF-8 (XML 1.0 §4.3.3). What does not decode is refused: half-read names of
 * people and keys would look like the server's own.
 * @param contentType header of the answer
 */
export function decodeXml(bytes: Uint8Array, contentType: string | undefined): DecodedBody {
  const said = voices(bytes, contentType);
  const [first] = said;
  if (first === undefined)
    return decoded(bytes, "utf-8", "the answer is not UTF-8, and names no other encoding");
  const [voice, label] = first;
  const reason = `the answer is not ${label}, as ${voice} says`;
  // What could be read of it shows that it is not: its letters are one byte each.
  if (voice === "the document" && encodingOf(label)?.startsWith("utf-16")) return { ok: false, reason };
  const result = decoded(bytes, label, reason);
  const other = said.find(([, each]) => encodingOf(each) !== encodingOf(label));
  if (!result.ok || other === undefined || voice === "a byte order mark") return result;
  // A server's default beside a file that knows better, or the reverse: it matters where the texts differ.
  const second = decoded(bytes, other[1], "");
  if (second.ok && second.text === result.text) return result;
  return { ok: false, reason: `two encodings: ${label} (${voice}), ${other[1]} (${other[0]})` };
}

/** A body that is not looked into, such as that of an error page: what cannot be read shows as �. */
export function decodeLoosely(bytes: Uint8Array, contentType: string | undefined): string {
  const result = decodeXml(bytes, contentType);
  return result.ok ? result.text : new TextDecoder().decode(bytes);
}

/** Who says what, the strongest word first. */
function voices(bytes: Uint8Array, contentType: string | undefined): (readonly [Voice, string])[] {
  const mark = markedEncoding(bytes);
  const [, quoted, bare] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(contentType ?? "") ?? [];
  const header = quoted === "" ? undefined : (quoted ?? bare);
  const declared = declaredEncoding(bytes);
  return [
    ...(mark === undefined ? [] : [["a byte order mark", mark] as const]),
    ...(header === undefined ? [] : [["the header", header.slice(0, 40)] as const]),
    ...(declared === undefined ? [] : [["the document", declared] as const]),
  ];
}

/** By the first bytes (XML 1.0 appendix F); a document in UTF-16 may have lost its mark. */
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0, 0], "UTF-32"],
  [[0, 0, 0xfe, 0xff], "UTF-32"],
  [[0xef, 0xbb, 0xbf], "UTF-8"],
  [[0xff, 0xfe], "UTF-16LE"],
  [[0xfe, 0xff], "UTF-16BE"],
  [[0x3c, 0, 0x3f, 0], "UTF-16LE"],
  [[0, 0x3c, 0, 0x3f], "UTF-16BE"],
];

function markedEncoding(bytes: Uint8Array): string | undefined {
  return marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1];
}

/** In the XML declaration, which is ASCII in every encoding without a mark that matters. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  return /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'<>]{1,40})["']/.exec(start)?.[1];
}

/** The WHATWG name of an encoding, undefined where there is none such. */
function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** 0x80 to 0x9F of Windows-1252, which the web reads Latin-1 as. Node 20 leaves them what they are in Latin-1. */
const windows = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ";

function decoded(bytes: Uint8Array, label: string, reason: string): DecodedBody {
  const encoding = encodingOf(label);
  if (encoding === undefined) return { ok: false, reason: `the encoding ${label} is unknown` };
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (encoding !== "windows-1252") return { ok: true, text };
    const letter = (code: string): string => windows[code.charCodeAt(0) - 0x80] ?? code;
    return { ok: true, text: text.replaceAll(/[\x80-\x9F]/g, letter) };
  } catch {
    return { ok: false, reason };
  }
}
