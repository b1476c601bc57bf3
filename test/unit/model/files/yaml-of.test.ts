import { expect, test } from "vitest";
import { DeskfleetErrors } from "../../../../sim/model/errors.js";
import { yamlOf } from "../../../../sim/model/files/yaml-of.js";

test("a source is parsed once, another with the same text for itself", () => {
  const source = { file: "f.yaml", text: "a: 1" };
  const yaml = yamlOf(source);
  expect(yaml.content()).toEqual({ a: 1 });
  expect(yamlOf(source)).toBe(yaml);
  expect(yamlOf({ ...source })).not.toBe(yaml);
});

test("a broken source is refused each time", () => {
  const source = { file: "f.yaml", text: "a: [1" };
  for (let look = 0; look < 2; look++) expect(() => yamlOf(source)).toThrow(DeskfleetErrors);
});
