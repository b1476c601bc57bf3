import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { header, headersOf } from "../../../../sim/sip/message/message.js";
import { type ParsedMessage, parseMessage } from "../../../../sim/sip/message/parse.js";
import { responseTo, serializeMessage } from "../../../../sim/sip/message/serialize.js";
import { anyMessageText, mutatedMessage, requestText, responseText } from "./wire-texts.js";

function message(parsed: ParsedMessage) {
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.message;
}

describe("a well-formed message", () => {
  test("has its start line, headers in order and body", () => {
    const request = message(parseMessage(requestText({ Subject: "héllo" }, "v=0\r\n")));
    expect(request).toMatchObject({
      kind: "request",
      method: "INVITE",
      uri: "sip:911@pbx.test",
      body: "v=0\r\n",
    });
    expect(request.headers.map(({ name }) => name)).toEqual(
      "Via Max-Forwards From To Call-ID CSeq Contact Content-Length Subject".split(" "),
    );
    expect(header(request, "subject")).toBe("héllo");
    const response = message(parseMessage(responseText({ start: "SIP/2.0 486 Busy Here" })));
    expect(response).toMatchObject({ kind: "response", status: 486, reason: "Busy Here", body: "" });
  });

  test("compact names are expanded, others stay as written", () => {
    const compact = "v f t i m l c s k e o r u x b".split(" ");
    const lines = compact.map((name) => `${name}: ${name === "l" ? 0 : "x"}`);
    const text = requestText({ Via: undefined }).replace(
      "\r\n\r\n",
      `\r\n${lines.slice(6).join("\r\n")}\r\n\r\n`,
    );
    const parsed = parseMessage(text.replace("\r\nMax", "\r\nV: SIP/2.0/UDP a;branch=z9hG4bKa\r\nmax"));
    const names = message(parsed).headers.map(({ name }) => name);
    expect(names).toContain("Via");
    expect(names).toContain("max-Forwards");
    expect(names.slice(-9)).toEqual([
      "Content-Type",
      "Subject",
      "Supported",
      "Content-Encoding",
      "Event",
      "Refer-To",
      "Allow-Events",
      "Session-Expires",
      "Referred-By",
    ]);
  });

  test("leading line ends are skipped, SIP is known in lower case", () => {
    expect(parseMessage(`\r\n\r\n${requestText({ start: "INVITE sip:a sip/2.0" })}`)).toMatchObject({
      ok: true,
    });
  });

  test("a list in one header stays one value, several headers stay several", () => {
    const request = message(
      parseMessage(requestText({ Route: "<sip:a;lr>, <sip:b;lr>", route: "<sip:c;lr>" })),
    );
    expect(headersOf(request, "Route")).toEqual(["<sip:a;lr>, <sip:b;lr>", "<sip:c;lr>"]);
  });
});

describe("Content-Length", () => {
  const withLength = (length: string | undefined, body: string): string =>
    requestText({ "Content-Length": length }, body);

  test("cuts the body, in bytes", () => {
    expect(message(parseMessage(withLength("2", "é rest"))).body).toBe("é");
  });

  test("absent in a datagram: the body goes to its end", () => {
    expect(message(parseMessage(withLength(undefined, "all of it"))).body).toBe("all of it");
  });

  test("absent on a stream: a request is refused, a response has no body", () => {
    expect(parseMessage(withLength(undefined, ""), { stream: true })).toMatchObject({
      ok: false,
      status: 400,
    });
    const response = parseMessage(responseText({ "Content-Length": undefined }), { stream: true });
    expect(response).toMatchObject({ ok: true });
  });

  test("larger than the datagram: 400; for a response nothing", () => {
    expect(parseMessage(withLength("10", "short"))).toMatchObject({ ok: false, status: 400 });
    const response = parseMessage(responseText({ "Content-Length": "10" }, "short"));
    expect(response).toMatchObject({ ok: false });
    expect(response).not.toHaveProperty("status");
  });
});

test("a response ends its transaction although one of its further headers is odd", () => {
  const odd = { Contact: "<sip:>", "Record-Route": "sip:a", "Max-Forwards": "many" };
  expect(parseMessage(responseText(odd))).toMatchObject({ ok: true });
  for (const [name, value] of Object.entries(odd)) {
    expect(parseMessage(requestText({ [name]: value }))).toMatchObject({ ok: false, status: 400 });
  }
});

describe("a malformed request is answered", () => {
  test.each<[string, Record<string, string | undefined>]>([
    ["no From", { From: undefined }],
    ["no To", { To: undefined }],
    ["no Call-ID", { "Call-ID": undefined }],
    ["no CSeq", { CSeq: undefined }],
    ["two Call-IDs", { "call-id": "other" }],
    ["two To", { to: "<sip:a@b>" }],
    ["empty Call-ID", { "Call-ID": "" }],
    ["CSeq of another method", { CSeq: "1 BYE" }],
    ["CSeq of 2^31", { CSeq: "2147483648 INVITE" }],
    ["negative CSeq", { CSeq: "-1 INVITE" }],
    ["Max-Forwards of 256", { "Max-Forwards": "256" }],
    ["Max-Forwards with text", { "Max-Forwards": "seventy" }],
    ["a To without host", { To: "<sip:911@>" }],
    ["a Contact with LWS in its address", { Contact: "< sip:1001@a>" }],
    ["a Route without angle brackets", { Route: "sip:a;lr" }],
    ["a Via of another version", { Via: "SIP/3.0/UDP a;branch=z9hG4bKa" }],
    ["a Via without sent-by", { Via: "SIP/2.0/UDP;branch=z9hG4bKa" }],
    ["a NUL in a header", { Subject: "a\0b" }],
    ["a header name with a blank", { "Sub ject": "a" }],
    ["a lone line feed", { Subject: "a\nVia: SIP/2.0/UDP evil" }],
    ["a lone carriage return", { Subject: "a\rb" }],
    ["a fold of nothing", { start: "INVITE sip:a SIP/2.0\r\n folded" }],
  ])("400: %s", (_name, changes) => {
    expect(parseMessage(requestText(changes))).toMatchObject({ ok: false, status: 400 });
  });

  test("400: a line without colon, a head without end, one line feed too few", () => {
    const whole = requestText();
    for (const text of [whole.replace("CSeq:", "CSeq"), whole.slice(0, -2), whole.replace("\r", "")]) {
      expect(parseMessage(text)).toMatchObject({ ok: false, status: 400, partial: { method: "INVITE" } });
    }
  });

  test.each([
    ["INVITE sip:a SIP/1.0", 505],
    ["INVITE sip:a SIP/2.1", 505],
    ["INVITE sip:a SIP/20.0", 505],
    ["INVITE tel:911 SIP/2.0", 416],
    ["INVITE isdn:5551212 SIP/2.0", 416],
    ["INVITE 911 SIP/2.0", 400],
    ["INVITE sip: SIP/2.0", 400],
    ["INVITE sip:@a SIP/2.0", 400],
    ["INVITE sip:a@b@c SIP/2.0", 400],
    ["INVITE sip:a:99999 SIP/2.0", 400],
    ["INVITE sip:a?b=c SIP/2.0", 400],
    ["INVITE SIP/2.0", 400],
  ])("%s: %i", (start, status) => {
    expect(parseMessage(requestText({ start }))).toMatchObject({ ok: false, status });
  });

  test("501: an unknown method with another one in CSeq", () => {
    expect(parseMessage(requestText({ start: "JUMP sip:a SIP/2.0" }))).toMatchObject({
      ok: false,
      status: 501,
    });
  });

  test("the answer holds no line ends or NULs of the request", () => {
    const parsed = parseMessage(requestText({ "Call-ID": "a\0b\nX: y" }));
    if (parsed.ok || parsed.status === undefined) throw new Error("not refused");
    const answer = serializeMessage(responseTo(parsed.partial, parsed.status));
    expect(answer).not.toContain("\0");
    expect(answer.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(answer).not.toContain("X: y");
  });
});

describe("what cannot or must not be answered is dropped", () => {
  test.each<[string, string]>([
    ["no Via", requestText({ Via: undefined })],
    ["an ACK", requestText({ start: "ACK sip:a SIP/2.0" })],
    ["a response", responseText({ CSeq: "x" })],
    ["a status of two digits", responseText({ start: "SIP/2.0 99 Low" })],
    ["a status of 700", responseText({ start: "SIP/2.0 700 High" })],
    ["a response of another version", responseText({ start: "SIP/3.0 200 OK" })],
    ["another protocol", "GET / HTTP/1.1\r\nVia: 1.1 proxy\r\n\r\n"],
    ["nothing", ""],
    ["line ends", "\r\n\r\n"],
  ])("%s", (_name, text) => {
    const parsed = parseMessage(text);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed).not.toHaveProperty("status");
  });
});

describe("for any input", () => {
  test("nothing throws, and what is refused with a status can be answered", () => {
    const check = (bytes: Uint8Array, stream: boolean): void => {
      const parsed = parseMessage(Buffer.from(bytes), { stream });
      if (parsed.ok || parsed.status === undefined) return;
      const answer = parseMessage(serializeMessage(responseTo(parsed.partial, parsed.status)));
      expect(answer.ok || answer.status === undefined).toBe(true);
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), check));
    fc.assert(fc.property(mutatedMessage, fc.boolean(), check), { numRuns: 2_000 });
  });

  test("what parses is written and read back as the same message", () => {
    fc.assert(
      fc.property(fc.oneof(anyMessageText, mutatedMessage), (text) => {
        const parsed = parseMessage(text);
        fc.pre(parsed.ok);
        const once = serializeMessage(parsed.message);
        expect(serializeMessage(message(parseMessage(once)))).toBe(once);
        const kept = (each: { name: string }): boolean => each.name.toLowerCase() !== "content-length";
        const again = message(parseMessage(once));
        expect(again.headers.filter(kept)).toEqual(parsed.message.headers.filter(kept));
        expect(again.body).toBe(parsed.message.body);
      }),
      { numRuns: 1_000 },
    );
  });

  test("well-formed messages are accepted", () => {
    fc.assert(fc.property(anyMessageText, (text) => parseMessage(text).ok));
  });
});
