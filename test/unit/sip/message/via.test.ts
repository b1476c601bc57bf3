import { expect, test } from "vitest";
import { formatVia, parseVia } from "../../../../sim/sip/message/via.js";

test.each([
  ["SIP/2.0/UDP a;branch=z9hG4bK1;rport", "SIP/2.0/UDP a;branch=z9hG4bK1;rport"],
  ["SIP / 2.0 / TCP   a : 5060 ; branch = z9hG4bK1", "SIP/2.0/TCP a:5060;branch=z9hG4bK1"],
  ["sip/2.0/WSS [::1]:5060;received=[::2]", "SIP/2.0/WSS [::1]:5060;received=[::2]"],
  ["SIP/2.0/UDP\t192.0.2.1", "SIP/2.0/UDP 192.0.2.1"],
])("%s", (value, formatted) => {
  const via = parseVia(value);
  expect(via && formatVia(via)).toBe(formatted);
});

test("the parts", () => {
  expect(parseVia("SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bK1;RPORT")).toEqual({
    transport: "UDP",
    host: "127.0.0.1",
    port: 5062,
    params: new Map([
      ["branch", "z9hG4bK1"],
      ["rport", ""],
    ]),
  });
});

test.each([
  "",
  "SIP/2.0/UDP",
  "SIP/2.0 a",
  "SIP/1.0/UDP a",
  "HTTP/2.0/UDP a",
  "SIP/2.0/UDP a b",
  "SIP/2.0/UDP a:b",
  "SIP/2.0/U P a",
  "SIP/2.0/UDP a;;",
  "SIP/2.0/UDP a;branch=",
])("not %s", (value) => {
  expect(parseVia(value)).toBeUndefined();
});
