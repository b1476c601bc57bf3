import { expect, test } from "vitest";
import { redactSip } from "../../../../sim/sip/message/redact.js";

test("hides what lets a reader guess the password, keeps what helps to debug", () => {
  const text = [
    "REGISTER sip:pbx.test SIP/2.0",
    'Authorization: Digest username="1001", realm="pbx", nonce="abc", uri="sip:pbx.test", response="0123456789abcdef", algorithm=MD5',
    'Proxy-Authorization: Digest username="1001", RESPONSE = deadbeef',
    'Authentication-Info: rspauth="feed", nextnonce="n"',
    "Contact: <sip:1001:s3cret@127.0.0.1:5062>",
    "Route: <sips:a:p%40ss@b>, <sip:127.0.0.1:5060;lr>",
  ].join("\r\n");
  const hidden = redactSip(text);
  for (const secret of ["0123456789abcdef", "deadbeef", "feed", "s3cret", "p%40ss"]) {
    expect(hidden).not.toContain(secret);
  }
  expect(hidden).toContain(
    'username="1001", realm="pbx", nonce="abc", uri="sip:pbx.test", response="•••", algorithm=MD5',
  );
  expect(hidden).toContain("<sip:1001:•••@127.0.0.1:5062>");
  expect(hidden).toContain("<sip:127.0.0.1:5060;lr>");
});

test("hides the keys of a keypad, each of which comes alone", () => {
  const info = (body: string) =>
    `INFO sip:a@b SIP/2.0\r\nContent-Type: application/dtmf-relay\r\n\r\n${body}`;
  expect(redactSip(info("Signal=4\r\nDuration=160\r\n"))).toBe(info("Signal=•••\r\nDuration=160\r\n"));
  expect(redactSip(info("signal = #\nDuration=160"))).toBe(info("signal = •••\nDuration=160"));
});
