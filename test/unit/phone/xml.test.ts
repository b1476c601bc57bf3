import { expect, test } from "vitest";
import { parseXml } from "../../../sim/phone/xml.js";

const nested = (depth: number) => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;
const listed = (items: number) => `<r>${"<a/>".repeat(items - 1)}</r>`;

test.each([
  ["nothing", " \n", "the answer is empty"],
  ["text", "hello", /^not XML: /],
  ["a cut document", "<a><b>", /^not XML: /],
  ["an unknown entity", "<a>&x;</a>", /^not XML: /],
  ["a document type", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "a document type is not allowed"],
  [
    "an entity of a file",
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a/>',
    "a document type is not allowed",
  ],
  ["deep nesting", nested(33), "elements more than 32 deep"],
  ["nesting without end", "<a>".repeat(80_000), "elements more than 32 deep"],
  ["a crowd", listed(10_001), "more than 10000 elements"],
])("%s is refused in words", (_what, text, reason) => {
  const parsed = parseXml(text);
  expect(parsed.ok || parsed.reason).toEqual(
    typeof reason === "string" ? reason : expect.stringMatching(reason),
  );
});

test("up to its bounds a document is read", () => {
  expect(parseXml(nested(32)).ok).toBe(true);
  expect(parseXml(listed(10_000)).ok).toBe(true);
  expect(parseXml("<?xml version='1.0'?><a>&lt;&#65;&amp;</a>")).toMatchObject({ root: { _: "<A&" } });
});

test("what follows the document counts for nothing, whatever it is", () => {
  expect(parseXml(`<a/>${"<b>".repeat(50_000)}`)).toMatchObject({ ok: true, name: "a" });
});
