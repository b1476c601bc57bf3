import { expect, test } from "vitest";
import { z } from "zod";
import { DeskfleetErrors, describeError } from "../../../sim/model/errors.js";
import { kebabObject } from "../../../sim/model/kebab-object.js";
import { nearestWord, YamlFile } from "../../../sim/model/yaml-file.js";

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
    if (error instanceof DeskfleetErrors)
      return error.errors.map((each) => describeError(each).split("\n")[0] ?? "");
    throw error;
  }
  return [];
}

const parse = (text: string): unknown => new YamlFile("f.yaml", text).parse(schema);

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
    'f.yaml:4:5: list.0: unknown word "max-contact" (did you mean "max-contacts"?) [DF_FILE_SCHEMA]',
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
  expect(errors[0]).toMatch(/^f\.yaml:1:7: name: .*expected string/);
  expect(errors[1]).toMatch(/^f\.yaml:2:12: line-keys: .*expected (int|number)/);
  expect(errors[2]).toContain('expected one of onsite, offsite, found "offsit" (did you mean "offsite"?)');
});

test("a missing field is reported at the mapping that lacks it", () => {
  expect(errorsOf(() => parse("name: x"))[0]).toMatch(/^f\.yaml:1:1: line-keys: /);
});

test("broken YAML has a position", () => {
  expect(errorsOf(() => new YamlFile("f.yaml", "a: [1,\nb: {"))[0]).toMatch(
    /^f\.yaml:\d+:\d+: broken YAML: /,
  );
});

test("a word that is far from every known one gets no suggestion", () => {
  expect(nearestWord("zzzzzz", ["login", "logout"])).toBeUndefined();
  expect(nearestWord("logn", ["login", "logout"])).toBe("login");
});
