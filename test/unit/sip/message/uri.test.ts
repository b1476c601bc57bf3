import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatSipUri, parseSipUri, sameSipUri } from "../../../../sim/sip/message/uri.js";

describe("parseSipUri", () => {
  test.each([
    ["sip:pbx.test", { scheme: "sip", host: "pbx.test", params: new Map() }],
    ["SIPS:a@b:5061", { scheme: "sips", user: "a", host: "b", port: 5061, params: new Map() }],
    ["sip:a:secret@b", { scheme: "sip", user: "a", password: "secret", host: "b", params: new Map() }],
    ["sip:a@[::1]:5060", { scheme: "sip", user: "a", host: "[::1]", port: 5060, params: new Map() }],
    [
      "sip:*97;x=?@b;Transport=TCP;lr",
      {
        scheme: "sip",
        user: "*97;x=?",
        host: "b",
        params: new Map([
          ["transport", "TCP"],
          ["lr", ""],
        ]),
      },
    ],
    [
      "sip:a@b;x=y?Subject=z&Route=r",
      { scheme: "sip", user: "a", host: "b", params: new Map([["x", "y"]]), headers: "Subject=z&Route=r" },
    ],
  ])("%s", (text, expected) => {
    expect(parseSipUri(text)).toEqual(expected);
  });

  test.each([
    "",
    "sip:",
    "sip:@b",
    "sip:a@",
    "sip:a@b:0",
    "sip:a@b:70000",
    "sip:a@b:x",
    "sip:a b@c",
    "sip:a@b;",
    "sip:a@b;;x",
    "sip:a@b;x=",
    "sip:[::1",
    "tel:911",
    "911",
    "sip:a@b>",
  ])("not %s", (text) => {
    expect(parseSipUri(text)).toBeUndefined();
  });

  test("what is parsed is formatted back", () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const uri = fc.record(
      {
        scheme: fc.constantFrom("sip" as const, "sips" as const),
        user: fc.stringMatching(/^[a-zA-Z0-9;?/&=+$,.%-]{1,10}$/),
        host: fc.oneof(
          name,
          fc.ipV4(),
          fc.ipV6().map((address) => `[${address}]`),
        ),
        port: fc.integer({ min: 1, max: 65_535 }),
        params: fc
          .dictionary(name, fc.oneof(name, fc.constant("")))
          .map((entries) => new Map(Object.entries(entries))),
        headers: fc.constant("a=b"),
      },
      { requiredKeys: ["scheme", "host", "params"] },
    );
    fc.assert(
      fc.property(uri, (given) => {
        expect(parseSipUri(formatSipUri(given))).toEqual(given);
      }),
    );
  });
});

describe("sameSipUri, the examples of RFC 3261 §19.1.4", () => {
  test.each([
    ["sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"],
    ["sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"],
    ["sip:a%3bc@b", "sip:a%3Bc@b"],
    ["sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on"],
    [
      "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
      "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
    ],
    [
      "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
      "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
    ],
  ])("%s equals %s", (a, b) => {
    expect(sameSipUri(a, b)).toBe(true);
    expect(sameSipUri(b, a)).toBe(true);
  });

  test.each([
    ["SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"],
    ["sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"],
    ["sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"],
    ["sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"],
    ["sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"],
    ["sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"],
    ["sip:a@b;x=1", "sip:a@b;x=2"],
    ["sip:a@b", "sips:a@b"],
    // An escaped reserved character is not the character (RFC 3986 §2.2).
    ["sip:a%3Bc@b", "sip:a;c@b"],
    ["sip:cal%6Cer@b;n%61me=v%61lue%25%34%31", "sip:caller@b;n%61me=valueA"],
  ])("%s differs from %s", (a, b) => {
    expect(sameSipUri(a, b)).toBe(false);
    expect(sameSipUri(b, a)).toBe(false);
  });
});
