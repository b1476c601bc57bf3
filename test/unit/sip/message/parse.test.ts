import { expect, test } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";

const lines = [
  "REGISTER sip:pbx.test SIP/2.0",
  "v: SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bKa;rport",
  "f: <sip:1001@pbx.test>;tag=1",
  "t: <sip:1001@pbx.test>",
  "i: abc",
  "CSeq: 1 REGISTER",
  "m: <sip:1001@127.0.0.1:5062>;expires=60",
];

test("a REGISTER with compact names", () => {
  const parsed = parseMessage(`${lines.join("\r\n")}\r\n\r\n`);
  expect(parsed).toMatchObject({ ok: true });
  expect(parsed.ok && header(parsed.message, "contact")).toBe("<sip:1001@127.0.0.1:5062>;expires=60");
});
