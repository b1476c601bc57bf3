import { describe, expect, test } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { parseNameAddr, tagOf } from "../../../../sim/sip/message/name-addr.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";
import { responseTo } from "../../../../sim/sip/message/serialize.js";
import { parseVia } from "../../../../sim/sip/message/via.js";
import { requestText, responseText } from "./wire-texts.js";

/** Messages of public bug reports: odd, and read in one way only. */

describe("K7: a length that is said twice", () => {
  test.each([
    ["Content-Length: 0", "Content-Length: 0"],
    ["Content-Length: 0", "l: 0"],
    ["Content-Length: 0", "content-length: 00"],
  ])("%s and %s: taken", (first, second) => {
    expect(parseMessage(twice(first, second))).toMatchObject({ ok: true });
    expect(parseMessage(twice(first, second), { stream: true })).toMatchObject({ ok: true });
  });

  test.each([
    ["Content-Length: 0", "Content-Length: 1"],
    ["Content-Length: 0", "Content-Length: "],
    ["Content-Length: 0", "Content-Length: 0, 0"],
  ])("%s and %s: 400", (first, second) => {
    expect(parseMessage(twice(first, second))).toMatchObject({ ok: false, status: 400 });
  });

  const twice = (first: string, second: string) =>
    requestText({ "Content-Length": undefined }).replace("\r\n\r\n", `\r\n${first}\r\n${second}\r\n\r\n`);
});

test.each(["sip/2.0 200 OK", "Sip/2.0 200 OK"])("K20: %s is a status line", (line) => {
  const parsed = parseMessage(responseText({}).replace(/^SIP[^\r]*/, line));
  expect(parsed).toMatchObject({ ok: true, message: { kind: "response", status: 200, reason: "OK" } });
});

test.each([
  ["J\u00f6rg M\u00fcller <sip:1002@pbx>", "J\u00f6rg M\u00fcller"],
  ["\u5f20\u4f1f <sip:1002@pbx>;tag=1", "\u5f20\u4f1f"],
  ["\u{1F4DE} desk <sip:1002@pbx>", "\u{1F4DE} desk"],
])("to decide: the name in %s needs no quotes", (value, displayName) => {
  expect(parseNameAddr(value)).toMatchObject({ displayName, uri: "sip:1002@pbx" });
});

test.each(["Bell, Alexander <sip:a@b>", "J\u00f6rg (office) <sip:a@b>"])(
  "to decide: %s stays malformed (RFC 4475 \u00a73.1.2.15)",
  (value) => {
    expect(parseNameAddr(value)).toBeUndefined();
  },
);

describe("to decide: a semicolon at the end", () => {
  test("of an address, and its answer is sound", () => {
    expect(parseNameAddr("<sip:a@b>;tag=1;")?.params).toEqual(new Map([["tag", "1"]]));
    const parsed = parseMessage(requestText({ To: "<sip:911@pbx>;" }));
    if (!parsed.ok || parsed.message.kind !== "request") throw new Error("refused");
    const to = header(responseTo(parsed.message, 486, undefined, { toTag: "x" }), "To") ?? "";
    expect(to).toBe("<sip:911@pbx>;tag=x");
    expect(tagOf(to)).toBe("x");
  });

  test("of a Via", () => {
    expect(parseVia("SIP/2.0/UDP pbx;branch=z9hG4bK1;")?.params.get("branch")).toBe("z9hG4bK1");
  });
});

test.each(["Sat, 13 Nov 2010 23:29:00 UTC", "Sat, 13 Nov 2010 23:29:00 +0200", "yesterday", ""])(
  "to decide: a Date of %j is not looked at",
  (date) => {
    expect(parseMessage(requestText({ Date: date }))).toMatchObject({ ok: true });
  },
);

test("to decide: a message of bare line feeds is refused, for its lines end elsewhere for another reader", () => {
  const text = requestText({}).replaceAll("\r\n", "\n");
  expect(parseMessage(text)).toMatchObject({ ok: false, status: 400 });
});
