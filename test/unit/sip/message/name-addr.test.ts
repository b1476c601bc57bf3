import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contactsOf,
  formatNameAddr,
  parseNameAddr,
  splitList,
  tagOf,
} from "../../../../sim/sip/message/name-addr.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";
import { requestText } from "./wire-texts.js";

describe("parseNameAddr", () => {
  test.each([
    ["<sip:a@b>", { uri: "sip:a@b", params: new Map() }],
    [
      '"A, \\"B\\"" <sip:a@b;x=y>;tag=1',
      { displayName: 'A, "B"', uri: "sip:a@b;x=y", params: new Map([["tag", "1"]]) },
    ],
    ["Bob Smith <sip:a@b>", { displayName: "Bob Smith", uri: "sip:a@b", params: new Map() }],
    // Without angle brackets the parameters are those of the header (RFC 3261 §20).
    ["sip:a@b;tag=1", { uri: "sip:a@b", params: new Map([["tag", "1"]]) }],
    [
      "<sip:a@b> ; EXPIRES = 60 ; lr",
      {
        uri: "sip:a@b",
        params: new Map([
          ["expires", "60"],
          ["lr", ""],
        ]),
      },
    ],
    [
      '<sip:a@b>;+sip.instance="<urn:uuid:1;2,3>"',
      { uri: "sip:a@b", params: new Map([["+sip.instance", '"<urn:uuid:1;2,3>"']]) },
    ],
    ["<tel:+12125550100>", { uri: "tel:+12125550100", params: new Map() }],
    ["sip:a@b;x=<y", undefined],
    ["<sip:a@b", undefined],
    ["<sip:a@b>x", undefined],
    ["<sip:a@b>;;", undefined],
    ["<sip:a@b>;;lr", undefined],
    ["<>", undefined],
    ["<sip:>", undefined],
    ["<b>", undefined],
    ['"open <sip:a@b>', undefined],
    ['"a" "b" <sip:a@b>', undefined],
    ["A, B <sip:a@b>", undefined],
    ["sip:a@b?c=d", undefined],
    ["", undefined],
  ])("%s", (value, expected) => {
    expect(parseNameAddr(value)).toEqual(expected);
  });

  test("what is formatted is parsed back, any display name", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(name, (displayName) => {
        const address = { displayName, uri: "sip:a@b", params: new Map([["tag", "1"]]) };
        expect(parseNameAddr(formatNameAddr(address))).toEqual(address);
      }),
    );
  });
});

describe("splitList", () => {
  test.each([
    ["a", ["a"]],
    [" a , b ", ["a", "b"]],
    ['"a,\\",b" <sip:a,b@c>, d', ['"a,\\",b" <sip:a,b@c>', "d"]],
    ["a,,b,", ["a", "", "b", ""]],
    ['"open, b', ['"open, b']],
    ['<sip:a"b@c>, d', ['<sip:a"b@c>', "d"]],
  ])("%s", (value, parts) => {
    expect(splitList(value)).toEqual(parts);
  });
});

describe("contactsOf", () => {
  const contacts = (...values: string[]) => {
    const text = requestText({
      start: "REGISTER sip:pbx.test SIP/2.0",
      CSeq: "1 REGISTER",
      Contact: values.join(", "),
    });
    const parsed = parseMessage(text);
    return parsed.ok ? contactsOf(parsed.message) : undefined;
  };

  test("all of a list, commas in names and addresses aside", () => {
    expect(contacts('"A, B" <sip:a,b@c>;expires=1', "<sip:d@e>")).toMatchObject([
      { displayName: "A, B", uri: "sip:a,b@c" },
      { uri: "sip:d@e" },
    ]);
  });

  test("the star", () => {
    expect(contacts("*")).toBe("*");
  });

  test("200 of them", () => {
    const many = Array.from({ length: 200 }, (_, index) => `<sip:1001@127.0.0.1:${5000 + index}>;expires=60`);
    expect(contacts(...many)).toHaveLength(200);
  });
});

test.each([
  ["<sip:a@b>;tag=1", "1"],
  ["<sip:a@b;tag=no>", undefined],
  ["sip:a@b; TAG = x", "x"],
  ['"x;tag=no" <sip:a@b>', undefined],
  ["<sip:a@b>", undefined],
])("tagOf %s", (value, tag) => {
  expect(tagOf(value)).toBe(tag);
});
