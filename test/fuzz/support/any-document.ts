import fc from "fast-check";

/** Text as it stands between tags: mostly proper, sometimes not. */
const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }).map(escaped) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("&#0;", "&#x10FFFF;", "&x;", "]]>", "<![CDATA[<a>]]>", "<!-- -->"),
  },
);

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** An element with children that need not fit. */
export function element(
  name: fc.Arbitrary<string>,
  attribute: fc.Arbitrary<string>,
  children: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc
    .tuple(name, fc.array(attribute, { maxLength: 3 }), children)
    .map(([tag, attributes, inside]) => `<${[tag, ...attributes].join(" ")}>${inside}</${tag}>`);
}

export const anyLeaf = (names: readonly string[]): fc.Arbitrary<string> =>
  element(fc.constantFrom(...names), fc.constant(`x="1"`), anyText);

/** One small act of destruction. */
type Damage = (bytes: Buffer) => Buffer;

const place = fc.nat({ max: 100_000 });
const at = (bytes: Buffer, where: number): number => (bytes.length === 0 ? 0 : where % bytes.length);

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(place, fc.nat({ max: 200 })).map(
    ([where, length]): Damage =>
      (bytes) => {
        const from = at(bytes, where);
        return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
      },
  ),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 20 })).map(
    ([where, more]): Damage =>
      (bytes) => {
        const from = at(bytes, where);
        return Buffer.concat([bytes.subarray(0, from), more, bytes.subarray(from)]);
      },
  ),
  fc.tuple(place, fc.nat({ max: 255 })).map(
    ([where, value]): Damage =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        if (copy.length > 0) copy[at(copy, where)] = value;
        return copy;
      },
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 50 })).map(
    ([where, times]): Damage =>
      (bytes) => {
        const from = at(bytes, where);
        const part = bytes.subarray(from, from + 200);
        return Buffer.concat([
          bytes.subarray(0, from),
          ...Array.from({ length: times }, () => part),
          bytes.subarray(from),
        ]);
      },
  ),
  place.map(
    (where): Damage =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
);

const size = fc.constantFrom(10, 31, 33, 1000, 50_000);

/** Documents that are an attack by themselves. */
const bomb: fc.Arbitrary<string> = fc.oneof(
  size.map((depth) => "<a>".repeat(depth)),
  size.map((depth) => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`),
  size.map((count) => `<r>${"<a/>".repeat(count)}</r>`),
  size.map((count) => `<r>${"&amp;".repeat(count)}</r>`),
  size.map((count) => `<r ${Array.from({ length: count }, (_, index) => `a${index}="1"`).join(" ")}/>`),
  size.map((length) => `<${"a".repeat(length)}`),
  size.map((length) => `<r a="${" ".repeat(length)}`),
  size.map((length) => `<r>${"<".repeat(length)}`),
  size.map((length) => `<!--${"-".repeat(length)}`),
  size.map((length) => `<?xml ${"x".repeat(length)}?><r/>`),
  fc.constant(
    `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY ${"bcdefghij"[level]} "${`&${"abcdefghi"[level]};`.repeat(10)}">`,
    ).join("")}]><r>&j;</r>`,
  ),
  fc.constant('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]><r>&a;</r>'),
  fc.constant('<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd">%a;]><r/>'),
);

/** Proper documents, damaged ones, bombs and noise. */
export function anyDocument(proper: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  const bytes = proper.map((text): Buffer => Buffer.from(text));
  return fc.oneof(
    { weight: 5, arbitrary: bytes },
    {
      weight: 4,
      arbitrary: fc
        .tuple(bytes, fc.array(damage, { minLength: 1, maxLength: 4 }))
        .map(([document, damages]) => damages.reduce<Buffer>((current, each) => each(current), document)),
    },
    { weight: 2, arbitrary: bomb.map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2000 }).map((noise) => Buffer.from(noise)) },
  );
}
