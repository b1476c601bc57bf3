import { expect, test } from "vitest";
import { DeskfleetErrors } from "../../../../sim/model/errors.js";
import { YamlFile } from "../../../../sim/model/files/yaml-file.js";

/** Each fault as `line:column message`. */
function faultsOf(text: string): string[] {
  try {
    new YamlFile("f.yaml", text);
    return [];
  } catch (error) {
    if (!(error instanceof DeskfleetErrors)) throw error;
    return error.errors.map(({ position, message }) => `${position?.line}:${position?.column} ${message}`);
  }
}

const zero = "YAML reads this as a number, which would lose its leading zero: quote it";
const alias = "* repeats a value that was named by &, but nothing has this name: quote it";
const tag = "unknown tag (! and a word), or one that does not fit its value";
const anchor = "& names a value here that no * repeats: quote it, or take the name out";
const merge = "<< takes only mappings, such as <<: *defaults";

test.each([
  ["K11", "extensions:\n  0012: {}", `2:3 ${zero}`],
  ["K11", "1e3: a", "1:1 YAML reads the key 1e3 as the number 1000: quote it"],
  ["K11", "0x3E9: a", "1:1 YAML reads the key 0x3E9 as the number 1001: quote it"],
  ["K11", "0o17: a", "1:1 YAML reads the key 0o17 as the number 15: quote it"],
  ["K11", "1001.0: a", "1:1 YAML reads the key 1001.0 as the number 1001: quote it"],
  ["K11", "+1001: a", "1:1 YAML reads the key +1001 as the number 1001: quote it"],
  [
    "K11",
    "12345678901234567890: a",
    "1:1 YAML reads the key 12345678901234567890 as the number 12345678901234567000: quote it",
  ],
  ["K11", "{ ~: a }", "1:3 YAML reads the key ~ as null: quote it"],
  ["K11", "null: a", "1:1 YAML reads the key null as null: quote it"],
  ["K11", "True: a", "1:1 YAML reads the key True as true: quote it"],
  ["K11", ": a", "1:1 a key is missing here"],
  ["K11", "a: {{ pin }}", "1:5 a key must be text: quote it"],
  ["K11", "[a]: b", "1:1 a key must be text: quote it"],
  ["K11", "a: 0012", `1:4 ${zero}`],
  ["K11", "a: [-007]", `1:5 ${zero}`],
  ["K11", "%YAML 1.1\n---\nyes: a", "3:1 YAML reads the key yes as true: quote it"],
  ["K11", "%YAML 1.1\n---\n12:30: a", "3:1 YAML reads the key 12:30 as the number 750: quote it"],
  ["K11", '"1": a\n1: b', "2:1 the key 1 appears twice in one mapping, with and without quotes"],
  ["K12", "secret: !vault abc", `1:9 ${tag}`],
  ["K12", "secret: !vault |\n  abc", `1:9 ${tag}`],
  ["K12", "a: !include b.yaml", `1:4 ${tag}`],
  ["K12", "a: !97", `1:4 ${tag}`],
  ["K12", "a: !<tag:example.com,2026:x> b", `1:4 ${tag}`],
  ["K12", "a: !!int x", `1:4 ${tag}`],
  ["K12", "a: !!binary eA==", `1:13 ${tag}`],
  ["K12", "a: !!set { x }", `1:10 ${tag}`],
  ["K13", "value: *97", `1:8 ${alias}`],
  ["K13", "a: { value: *97 }", `1:13 ${alias}`],
  ["K13", "a: *97#", `1:4 ${alias}`],
  ["K13", "a: &a [*a]", "1:8 this alias is inside the value that it repeats"],
  ["K13", "a: &Sales Team", `1:11 ${anchor}`],
  ["K13", "a: @x", "1:4 broken YAML: text cannot begin with @ here: quote it"],
  ["K13", "a: %x", "1:4 broken YAML: text cannot begin with % here: quote it"],
  ["merge keys", "a: { <<: 3 }", `1:6 ${merge}`],
  ["merge keys", "b: &b [x]\na: { <<: *b }", `2:6 ${merge}`],
  [
    "two documents",
    "a: 1\n---\nb: 2",
    "2:1 broken YAML: a second document begins here, but a file holds only one: split the file",
  ],
  ["a tab", "a:\n\t- b", "2:1 broken YAML: Tabs are not allowed as indentation"],
  ["NUL", "a: b\nc: \0", "2:4 the control character U+0000: no YAML file may hold it"],
  ["form feed", "a: \f", "1:4 the control character U+000C: no YAML file may hold it"],
])("%s: %j is refused with its place", (_row, text, fault) => {
  expect(faultsOf(text)).toEqual([fault]);
});

test.each([
  "a: { phone: desk, number: #97, as: x }\nb: 2",
  "- dial: { phone: desk, number: #97,\n    as: x }\n- b",
  "a: [#97]",
  "a: [ #97 ]",
  'a: ["#96", #97]\nb: 1',
  "a: { pin: #12 }",
])("%j: # in a bracket is spoken of, and what it hides is not", (text) => {
  const faults = faultsOf(text);
  expect(faults.join()).toContain("; # begins a comment in YAML: quote the value");
  expect(faults.join()).not.toMatch(/97|12/);
});

test.each(["a: { b: 1 # a remark", 'a: { b: "#97"', "a: {\n  b: 1,\n  # 97", "b: #97\n\nc: {"])(
  "%j: the comment is not what breaks it",
  (text) => {
    expect(faultsOf(text)).toEqual([expect.not.stringContaining("begins a comment")]);
  },
);

test.each([
  ["secret", "pin: 0071428501"],
  ["secret", "pin: *s3cret"],
  ["secret", "pin: !s3cret"],
  ["secret", "pin: &s3cret"],
  ["secret", "pin: &s3cret x"],
])("K11 to K13: a %s is not repeated by the message about %j", (_what, text) => {
  expect(faultsOf(text).join()).not.toMatch(/s3cret|71428501/);
});

test.each<[string, unknown]>([
  ["1001: a", { 1001: "a" }],
  ["yes: no", { yes: "no" }],
  ["true: a", { true: "a" }],
  ["a: !!str 0012", { a: "0012" }],
  ["a: ! 12", { a: "12" }],
  ["a: 12:30", { a: "12:30" }],
  ["a: 2026-01-01", { a: "2026-01-01" }],
  ["a: [0, 0.5, 0x1F]", { a: [0, 0.5, 31] }],
  ["a: &a x\nb: *a", { a: "x", b: "x" }],
  ['a: { "<<": 3 }', { a: { "<<": 3 } }],
  ["b: &b { x: 1, y: 1 }\na: { y: 2, <<: *b }", { b: { x: 1, y: 1 }, a: { x: 1, y: 2 } }],
  ["a: { <<: [{ x: 1 }, { x: 2, y: 3 }] }", { a: { x: 1, y: 3 } }],
])("%j is read as it stands", (text, content) => {
  expect(new YamlFile("f.yaml", text).content()).toEqual(content);
});
