import fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor, redactDeep, redacted } from "../../../sim/transcript/redaction.js";

test("a secret is taken out wherever it stands as a word", () => {
  const redact = createRedactor(["s3cret-alice", "71428501"]);
  expect(redact('password="s3cret-alice", pin 71428501.')).toBe(`password="${redacted}", pin ${redacted}.`);
  expect(redact("/apps/login/submit?flow=7&extension=1001&pin=9999")).toBe(
    `/apps/login/submit?flow=7&extension=1001&pin=${redacted}`,
  );
});

test("a number that only contains a PIN stays", () => {
  expect(createRedactor(["7142"])("port 57142, branch a7142b")).toBe("port 57142, branch a7142b");
});

test("a digest answer is taken out without knowing any secret", () => {
  const line =
    'Digest username="1001", nonce="n", response="6629fae49393a05397450978507c4ef1", uri="sip:pbx"';
  expect(createRedactor([])(line)).not.toContain("6629fae49393a05397450978507c4ef1");
});

test.each([
  ['<a href="http://admin:secret@h/x?y=1">', `<a href="http://admin:${redacted}@h/x?y=1">`],
  ["at https://:secret@h:8080/, later", `at https://:${redacted}@h:8080/, later`],
  ["<sip:1001:secret@h:5060;lr>", `<sip:1001:${redacted}@h:5060;lr>`],
  ["http://h:8080/a@b", "http://h:8080/a@b"],
  ["<sip:h:5060>, <sip:1001@h:5060>", "<sip:h:5060>, <sip:1001@h:5060>"],
])("the password of a user in an address is taken out of %s, and nothing else", (text, clean) => {
  expect(createRedactor([])(text)).toBe(clean);
});

test.each([
  ["Signal=4\r\nDuration=160", `Signal=${redacted}\r\nDuration=160`],
  ["it says signal = #.", `it says signal = ${redacted}.`],
  ["signal=ABORT", "signal=ABORT"],
])("a key of a keypad is taken out of %j without knowing any secret", (text, clean) => {
  expect(createRedactor([])(text)).toBe(clean);
});

test("a URL-encoded secret is taken out too", () => {
  expect(createRedactor(["a b&c"])("x=a%20b%26c")).toBe(`x=${redacted}`);
});

test("no secret survives in any nested value", () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{6,12}$/);
  fc.assert(
    fc.property(secret, fc.array(fc.string()), (word, noise) => {
      const value = { a: [...noise, ` ${word} `], b: { c: `<${word}>`, d: 7 } };
      const clean = JSON.stringify(redactDeep(value, createRedactor([word])));
      const pattern = new RegExp(`(?<![0-9A-Za-z])${word}(?![0-9A-Za-z])`);
      expect(pattern.test(clean.replaceAll(/"[abcd]":/g, ""))).toBe(false);
    }),
  );
});

test("a value without secrets is the same object", () => {
  const value = { list: ["x"], text: "y" };
  expect(redactDeep(value, createRedactor(["secret"]))).toBe(value);
});
