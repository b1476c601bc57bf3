import { expect, test } from "vitest";
import { z } from "zod";
import { DeskfleetErrors, describeError } from "../../../../sim/model/errors.js";
import { kebabObject } from "../../../../sim/model/files/kebab-object.js";
import { YamlFile } from "../../../../sim/model/files/yaml-file.js";

const schema = kebabObject({
  name: z.string(),
  "line-keys": z.int(),
  kind: z.enum(["onsite", "offsite"]).default("onsite"),
  list: z.array(kebabObject({ "max-contacts": z.int().optional() })).default([]),
  map: z.record(z.string(), kebabObject({ "fallback-host": z.string() })).default({}),
});

function errorsOf(action: () => unknown): string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof DeskfleetErrors) return error.errors.map((each) => describeError(each));
    throw error;
  }
  return [];
}

const parse = (text: string): unknown => new YamlFile("f.yaml", text).parse(schema, "setup");

test("kebab-case keys become camelCase, keys that a user chose stay", () => {
  expect(parse("name: x\nline-keys: 4\nmap: { new-york: { fallback-host: h } }")).toEqual({
    name: "x",
    lineKeys: 4,
    kind: "onsite",
    list: [],
    map: { "new-york": { fallbackHost: "h" } },
  });
});

test("an unknown word is named at its own position, with the nearest known one", () => {
  expect(errorsOf(() => parse("name: x\nline-keyz: 4\nline-keys: 4"))).toEqual([
    'f.yaml:2:1: unknown word "line-keyz" (did you mean "line-keys"?) [DF_FILE_SCHEMA]',
  ]);
});

test("an unknown word deep in a list or a map is found too", () => {
  expect(errorsOf(() => parse("name: x\nline-keys: 1\nlist:\n  - max-contact: 3"))).toEqual([
    'f.yaml:4:5: list, item 1: unknown word "max-contact" (did you mean "max-contacts"?) [DF_FILE_SCHEMA]',
  ]);
  expect(
    errorsOf(() => parse("name: x\nline-keys: 1\nmap: { a: { fallback-host: h, fallback-hots: h } }")),
  ).toEqual([
    'f.yaml:3:31: map.a: unknown word "fallback-hots" (did you mean "fallback-host"?) [DF_FILE_SCHEMA]',
  ]);
});

test("several faults of one file come together, in the order of the file", () => {
  const errors = errorsOf(() => parse("name: 7\nline-keys: many\nkind: offsit"));
  expect(errors).toHaveLength(3);
  expect(errors[0]).toMatch(/^f\.yaml:1:7: name: expected text, found a number: quote it/);
  expect(errors[1]).toMatch(/^f\.yaml:2:12: line-keys: .*expected a (whole )?number/);
  expect(errors[2]).toContain('expected one of onsite, offsite, found "offsit" (did you mean "offsite"?)');
});

test("a missing field is reported at the mapping that lacks it", () => {
  expect(errorsOf(() => parse("name: x"))[0]).toMatch(/^f\.yaml:1:1: line-keys is missing: /);
});

test("broken YAML has a position", () => {
  expect(errorsOf(() => new YamlFile("f.yaml", "a: [1,\nb: {"))[0]).toMatch(
    /^f\.yaml:\d+:\d+: broken YAML: /,
  );
});

const worded = kebabObject({
  text: z.string().optional(),
  count: z.int().min(2).optional(),
  list: z.array(z.string()).min(1).optional(),
  full: z.string().min(1).optional(),
  map: z.record(z.string(), z.string()).optional(),
  subnet: z.string().regex(/^\d+$/).optional(),
  action: z
    .union([z.literal("full"), z.string().regex(/^\d+$/, 'expected digits in quotes, such as "1"')])
    .optional(),
  kind: z.enum(["onsite", "offsite"]).optional(),
  pin: z.string({ error: 'expected a PIN in quotes, such as "0012"' }).optional(),
  inner: kebabObject({ must: z.string(), word: z.string({ error: "expected text" }) }).optional(),
  address: z.ipv4().optional(),
  fault: z
    .discriminatedUnion("on", [
      z.strictObject({ on: z.literal("a") }),
      z.strictObject({ on: z.literal("b") }),
    ])
    .optional(),
});

test.each([
  ["text: 9000", "text: expected text, found a number: quote it"],
  ["text: true", "text: expected text, found true or false: quote it"],
  ["text: [a]", "text: expected text, found a list"],
  ["text:", "text is empty: expected text"],
  ["count: 1.5", "count: expected a whole number, found a number"],
  ["count: 1", "count: expected at least 2"],
  ["list: []", "list is empty"],
  ["list: x", "list: expected a list, found text"],
  ['full: ""', "full is empty"],
  ["map:", "map is empty: expected a mapping"],
  ["map: []", "map: expected a mapping, found a list"],
  ["subnet: x", "subnet is not in the form that is needed here"],
  ["action: 9000", "action: expected full, or text, found a number: quote it"],
  ["kind: offsit", 'kind: expected one of onsite, offsite, found "offsit" (did you mean "offsite"?)'],
  ["kind: nope", 'kind: expected one of onsite, offsite, found "nope"'],
  ["pin: 4711", 'pin: expected a PIN in quotes, such as "0012", found a number'],
  ["inner: { word: x }", "inner.must is missing: expected text"],
  ["inner: { must: x }", "inner.word is missing: expected text"],
  ["address: 1", "address: expected text, found a number: quote it"],
  ['address: "1"', "address: expected an IPv4 address"],
  ["fault: { on: c }", "fault.on: expected one of a, b"],
  ["", "the file is empty: expected a mapping"],
  ["a: 1\na: 2", "broken YAML: the key a appears twice in one mapping"],
  ["text: x\ninner:\n  must: a\n  must: b", "broken YAML: the key must appears twice in one mapping"],
])("%j reads: %s", (text, message) => {
  const [error] = errorsOf(() => new YamlFile("f.yaml", text).parse(worded, "setup"));
  expect(error?.replace(/^f\.yaml:\d+:\d+: /, "").replace(/ \[DF_\w+\]$/, "")).toBe(message);
});

test("all words of a file are listed where none is near", () => {
  const many = kebabObject(
    Object.fromEntries(Array.from({ length: 20 }, (_each, index) => [`word${index}`, z.string().optional()])),
  );
  expect(errorsOf(() => new YamlFile("f.yaml", "entirely-different: 1").parse(many, "setup"))[0]).toContain(
    "(known: word0, word1, ",
  );
});

const commentHint = "# begins a comment in YAML: quote the value";

test.each([
  ["name: #97\nline-keys: 4", `f.yaml:1:7: name is empty: expected text; ${commentHint} [DF_FILE_SCHEMA]`],
  ["name: x\nline-keys:   #12", `line-keys is empty: expected a number; ${commentHint}`],
  [
    "name: x\nline-keys: 4\nkind: #1 # a remark",
    `kind is empty: expected one of onsite, offsite; ${commentHint}`,
  ],
  ["name: x\nline-keys: 4\nlist:\n  - #12", `list, item 1 is empty: expected a mapping; ${commentHint}`],
  [
    "name: x\nline-keys: 4\nmap:\n  a:\n    fallback-host: #h",
    `map.a.fallback-host is empty: expected text; ${commentHint}`,
  ],
])("%j: a value that # hides is told so, and not repeated", (text, expected) => {
  expect(errorsOf(() => parse(text))).toEqual([expect.stringContaining(expected)]);
});

test.each([
  "name:\nline-keys: 4",
  "name: # a remark\nline-keys: 4",
  "name:\n#97\nline-keys: 4",
  'name: !!null "" #97\nline-keys: 4',
])("%j: no value is hidden by #, and none is spoken of", (text) => {
  expect(errorsOf(() => parse(text))).toEqual([expect.stringMatching(/is empty: expected text \[/)]);
});

test("a misspelt field is not missing as well", () => {
  expect(errorsOf(() => parse("nmae: x\nline-keys: 1"))).toEqual([
    'f.yaml:1:1: unknown word "nmae" (did you mean "name"?) [DF_FILE_SCHEMA]',
  ]);
  expect(errorsOf(() => parse("name: x\nline-keys: 1\nmap: { a: { fallback-hots: h } }"))).toHaveLength(1);
});

test("of many unknown words the list of the known ones stands once", () => {
  const errors = errorsOf(() => parse("name: x\nline-keys: 1\ndependencies: 1\nauthor: 1\nnmae: 1"));
  expect(errors).toHaveLength(3);
  expect(errors.join("\n").match(/known: /g)).toHaveLength(1);
  expect(errors[2]).toContain('did you mean "name"?');
});

test("the hint names the kind of file", () => {
  try {
    parse("name: 1");
    expect.unreachable();
  } catch (error) {
    expect((error as DeskfleetErrors).errors[0]?.hint).toContain("`deskfleet schema setup` prints");
  }
});
