import fc from "fast-check";

/** The lines of a request, from its start line; a header of the same name replaces the usual one. */
export function requestText(changes: Readonly<Record<string, string | undefined>> = {}, body = ""): string {
  const usual: Record<string, string | undefined> = {
    start: "INVITE sip:911@pbx.test SIP/2.0",
    Via: "SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bKa;rport",
    "Max-Forwards": "70",
    From: '"Lobby" <sip:1001@pbx.test>;tag=1',
    To: "<sip:911@pbx.test>",
    "Call-ID": "abc@127.0.0.1",
    CSeq: "1 INVITE",
    Contact: "<sip:1001@127.0.0.1:5062>",
    "Content-Length": String(Buffer.byteLength(body)),
    ...changes,
  };
  const { start, ...headers } = usual;
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return [start, ...lines, "", body].join("\r\n");
}

/** The same for the answer to it. */
export function responseText(changes: Readonly<Record<string, string | undefined>> = {}, body = ""): string {
  return requestText({ start: "SIP/2.0 200 OK", "Max-Forwards": undefined, ...changes }, body);
}

const token = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
const text = fc.string({ unit: "grapheme", maxLength: 30 }).filter((value) => !/\p{Cc}/u.test(value));
const body = fc.string({ unit: "grapheme", maxLength: 100 });
const extra = fc.dictionary(
  token.map((name) => `X-${name}`),
  text,
  { maxKeys: 5 },
);

/** Well-formed requests and responses with foreign headers and any text as body. */
export const anyMessageText = fc
  .tuple(fc.boolean(), token, extra, body)
  .map(([isRequest, user, headers, content]) =>
    isRequest
      ? requestText({ ...headers, To: `<sip:${user}@pbx.test>` }, content)
      : responseText({ ...headers, To: `<sip:${user}@pbx.test>;tag=t` }, content),
  );

/** A well-formed message with bytes changed, taken out and put in. */
export const mutatedMessage = fc
  .tuple(
    anyMessageText,
    fc.array(
      fc.record({
        at: fc.nat(),
        drop: fc.integer({ min: 0, max: 6 }),
        add: fc.oneof(
          fc.uint8Array({ maxLength: 4 }),
          fc
            .constantFrom("\r\n", "\n", "\r", ":", ";", ",", '"', "<", ">", "\0", " ", "%", "@", "\\")
            .map(Buffer.from),
        ),
      }),
      { maxLength: 8 },
    ),
  )
  .map(([message, changes]) => {
    let bytes = Buffer.from(message);
    for (const { at, drop, add } of changes) {
      const from = at % (bytes.length + 1);
      bytes = Buffer.concat([bytes.subarray(0, from), add, bytes.subarray(from + drop)]);
    }
    return bytes;
  });
