import { expect, test } from "vitest";
import { redactBody, redactUrl } from "../../../../sim/phone/provisioning/redact.js";

test.each([
  ["http://h/s?flow=7&extension=1001&pin=1234", "http://h/s?flow=7&extension=1001&pin=•••"],
  ["http://h/s?PIN=1234&x=1", "http://h/s?PIN=•••&x=1"],
  ["http://h/s?code=1234&x=1#end", "http://h/s?code=•••&x=1#end"],
  ["http://h/s?my+word=1234", "http://h/s?my+word=•••"],
  ["http://h/s?%70=1&%zz=1", "http://h/s?%70=1&%zz=1"],
  ["http://h/spin/pin?spin=1", "http://h/spin/pin?spin=1"],
])("%s is shown as %s", (url, shown) => {
  expect(redactUrl(url, ["code", "my word"])).toBe(shown);
});

test.each([
  [`<P34 para="x">secret</P34><P35>1001</P35>`, `<P34 para="x">•••</P34><P35>1001</P35>`],
  ["<P34>secr", "<P34>•••"],
  ["<Account1_Password>secret</Account1_Password>", "<Account1_Password>•••</Account1_Password>"],
  [`<P999 para="Admin_Password">secret</P999>`, `<P999 para="Admin_Password">•••</P999>`],
  [`<P5730 para="UnlockPIN">1234</P5730>`, `<P5730 para="UnlockPIN">•••</P5730>`],
  [`<P999 para='Admin.Password'>secret</P999>`, `<P999 para='Admin.Password'>•••</P999>`],
  [`<web user="admin" password="secret"/>`, `<web user="admin" password="•••"/>`],
  [`<web\n UserPin = '1234' x="1"/>`, `<web\n UserPin = "•••" x="1"/>`],
  [`<InputField password="yes" x="1">`, `<InputField password="yes" x="1">`],
  [`<a spin="1" pinned="2" password=""/>`, `<a spin="1" pinned="2" password=""/>`],
  ["<P340>12</P340><P34/>", "<P340>12</P340><P34/>"],
])("the body %s is shown as %s", (body, shown) => {
  expect(redactBody(body, new Set([34]))).toBe(shown);
});

test("the time that redaction takes grows with the text, not with its square", () => {
  const started = performance.now();
  redactBody(`<${"a".repeat(100_000)}`, new Set());
  redactBody(`<a${" ".repeat(100_000)}`, new Set());
  redactBody("<a>".repeat(80_000), new Set());
  redactBody(` ${"a".repeat(100_000)}`, new Set());
  redactBody(` pin=${'"'.repeat(100_001)}`, new Set());
  expect(performance.now() - started).toBeLessThan(2000);
});
