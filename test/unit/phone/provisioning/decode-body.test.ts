import { expect, test } from "vitest";
import { decodeLoosely, decodeXml } from "../../../../sim/phone/provisioning/decode-body.js";

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><a>Jörg</a>`;
const plain = "<a>Jörg</a>";

test.each<[string, Buffer, string | undefined, string]>([
  ["nothing said", utf8(plain), undefined, plain],
  ["a type without charset", utf8(plain), "text/xml", plain],
  ["declared UTF-8", utf8(declared("utf-8")), "text/xml", declared("utf-8")],
  ["declared Latin-1", latin1(declared("ISO-8859-1")), "text/xml", declared("ISO-8859-1")],
  ["declared in other letters", latin1(declared("iso-8859-1")), undefined, declared("iso-8859-1")],
  [
    "declared with apostrophes",
    latin1(`<?xml version='1.0' encoding = 'latin1' ?>${plain}`),
    "",
    `<?xml version='1.0' encoding = 'latin1' ?>${plain}`,
  ],
  [
    "Windows",
    Buffer.from([0x3c, 0x61, 0x3e, 0x80, 0x3c, 0x2f, 0x61, 0x3e]),
    'text/xml; charset="windows-1252"',
    "<a>€</a>",
  ],
  ["the header", latin1(plain), "text/xml; charset=ISO-8859-1", plain],
  ["the header, empty", utf8(plain), 'text/xml; charset=""', plain],
  ["a mark of UTF-8", utf8(`\uFEFF${plain}`), "text/xml", plain],
  ["a mark against the header", utf8(`\uFEFF${plain}`), "text/xml; charset=latin1", plain],
  ["UTF-16", utf16(`\uFEFF${declared("UTF-16")}`), "text/xml", declared("UTF-16")],
  ["UTF-16, big end first", utf16(`\uFEFF${plain}`).swap16(), "text/xml", plain],
  ["UTF-16 without a mark", utf16(declared("UTF-16")), "text/xml", declared("UTF-16")],
  [
    "two words on ASCII alone",
    latin1('<?xml version="1.0" encoding="UTF-8"?><a/>'),
    "text/xml; charset=latin1",
    '<?xml version="1.0" encoding="UTF-8"?><a/>',
  ],
  ["two names of one", latin1(declared("latin1")), "text/xml; charset=ISO-8859-1", declared("latin1")],
])("K8: %s is decoded", (_what, bytes, contentType, text) => {
  expect(decodeXml(bytes, contentType)).toEqual({ ok: true, text });
});

test.each<[string, Buffer, string | undefined, string]>([
  [
    "Latin-1 that nothing speaks of",
    latin1(plain),
    "text/xml",
    "the answer is not UTF-8, and names no other encoding",
  ],
  [
    "Latin-1 as UTF-8",
    latin1(declared("UTF-8")),
    "text/xml",
    "the answer is not UTF-8, as the document says",
  ],
  [
    "Latin-1 under a header of UTF-8",
    latin1(plain),
    "text/xml; charset=utf-8",
    "the answer is not utf-8, as the header says",
  ],
  ["an unknown encoding", utf8(declared("klingon")), "text/xml", "the encoding klingon is unknown"],
  ["an unknown charset", utf8(plain), "text/xml; charset=klingon", "the encoding klingon is unknown"],
  [
    "UTF-16 that is none",
    utf8(declared("UTF-16")),
    "text/xml",
    "the answer is not UTF-16, as the document says",
  ],
  [
    "half a letter of UTF-16",
    utf16(`\uFEFF${plain}`).subarray(0, -1),
    "text/xml",
    "the answer is not UTF-16LE, as a byte order mark says",
  ],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), "text/xml", "the encoding UTF-32 is unknown"],
  [
    "two encodings that differ",
    utf8(declared("UTF-8")),
    "text/xml; charset=ISO-8859-1",
    "two encodings: ISO-8859-1 (the header), UTF-8 (the document)",
  ],
  [
    "a letter cut in half",
    utf8("<a>ö").subarray(0, -1),
    undefined,
    "the answer is not UTF-8, and names no other encoding",
  ],
])("K8: %s is refused with the reason", (_what, bytes, contentType, reason) => {
  expect(decodeXml(bytes, contentType)).toEqual({ ok: false, reason });
});

test("an error page is shown as well as it can be", () => {
  expect(decodeLoosely(latin1("Größe"), "text/html; charset=latin1")).toBe("Größe");
  expect(decodeLoosely(latin1("Größe"), "text/html")).toBe("Gr\uFFFD\uFFFDe");
});
