import { expect, test } from "vitest";
import { parseXml } from "../../../sim/sip/xml.js";

const nested = (depth: number) => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;
const listed = (items: number) => `<r>${"<a/>".repeat(items - 1)}</r>`;

test.each([
  ["nothing", " \n", "the answer is empty"],
  ["text", "hello", /^not XML: /],
  ["a cut document", "<a><b>", /^not XML: /],
  ["an unknown entity", "<a>&x;</a>", "the entity &x; is none of XML's five"],
  ["a document type", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "a document type is not allowed"],
  [
    "an entity of a file",
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a/>',
    "a document type is not allowed",
  ],
  ["K21: an entity of HTML", "<a>&nbsp;</a>", "the entity &nbsp; is none of XML's five"],
  ["K21: one in an attribute", "<a b='&ouml;'/>", "the entity &ouml; is none of XML's five"],
  ["K21: one of the five in capitals", "<a>&AMP;</a>", "the entity &AMP; is none of XML's five"],
  ["K21: a capital X", "<a>&#X41;</a>", "the entity &#X41; is none of XML's five"],
  ["K21: a word of JavaScript", "<a>&__proto__;</a>", "the entity &__proto__; is none of XML's five"],
  ["K21: an entity without a name", "<a>&;</a>", "the entity &; is none of XML's five"],
  ["K21: a bare &", "<a>R & D</a>", /^not XML: /],
  ["K21: a character by number that there is not", "<a>&#xD800;</a>", /^not XML: /],
  ["K21: NUL by number", "<a>&#0;</a>", /^not XML: /],
  ["K8: NUL", "<a>\0</a>", "not XML: it holds the control character U+0000"],
  ["K8: a control character", "<a>\x01</a>", "not XML: it holds the control character U+0001"],
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

test.each([
  ["<a>&lt;&gt;&amp;&quot;&apos;</a>", `<>&"'`],
  ["<a>&#246;&#xF6;&#xf6;</a>", "ööö"],
  ["<a>&amp;nbsp;</a>", "&nbsp;"],
  ["<a><![CDATA[&nbsp;]]></a>", "&nbsp;"],
  ["<!-- &nbsp; --><a>x</a>", "x"],
])("K21: %s is read", (text, read) => {
  expect(parseXml(text)).toMatchObject({ ok: true, root: { _: read } });
});

test("what follows the document counts for nothing, whatever it is", () => {
  expect(parseXml(`<a/>${"<b>".repeat(50_000)}`)).toMatchObject({ ok: true, name: "a" });
});
