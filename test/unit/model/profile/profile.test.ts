import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { loadProfiles } from "../../../../sim/files/package-files.js";
import { DeskfleetErrors } from "../../../../sim/model/errors.js";
import { lineKeyParameter } from "../../../../sim/model/profile/line-key-parameters.js";
import { parseProfile } from "../../../../sim/model/profile/parse-profile.js";

const profiles = loadProfiles();

test("the three models are there and their key counts rise", () => {
  const counts = ["CIP230", "CIP250", "CIP270"].map((model) => profiles.get(model)?.lineKeys ?? 0);
  expect(counts).toEqual([...counts].sort((left, right) => left - right));
  expect(new Set(counts).size).toBe(3);
});

test("each model stands in a file of its name: no copy of a file replaces another model", () => {
  const files = readdirSync("profiles").filter((file) => file.endsWith(".yaml"));
  const models = [...profiles.keys()].map((model) => `${model.toLowerCase()}.yaml`);
  expect(models.toSorted()).toEqual(files.toSorted());
});

// proves: EH-28
test("every model offers PCMU, which all that take emergency calls understand", () => {
  for (const { model, codecs } of profiles.values())
    expect([model, codecs]).toEqual([model, expect.arrayContaining(["PCMU"])]);
});

test("every field says how sure it is", () => {
  for (const profile of profiles.values()) {
    const { evidence, ...fields } = profile;
    expect(Object.keys(evidence).sort()).toEqual(Object.keys(fields).sort());
  }
});

test.each([
  [1, "type", 41200],
  [4, "extension", 41603],
  [5, "type", 20200],
  [5, "mode", 20604],
  [36, "value", 20356],
  [36, "mode", 20635],
  [37, "type", 23000],
  [45, "extension", 23053],
] as const)("key %i, field %s is parameter %i", (key, field, parameter) => {
  const profile = profiles.get("CIP270");
  expect(profile && lineKeyParameter(profile, key, field)).toBe(parameter);
});

test("a key beyond the last block has no parameter", () => {
  const profile = profiles.get("CIP270");
  expect(profile && lineKeyParameter(profile, 46, "type")).toBeUndefined();
});

test("no two line-key fields share a parameter", () => {
  const profile = profiles.get("CIP270");
  const numbers = Array.from({ length: 45 }, (_, index) =>
    (["type", "mode", "value", "label", "account", "extension"] as const).map(
      (field) => profile && lineKeyParameter(profile, index + 1, field),
    ),
  ).flat();
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a profile without a family that lacks fields names each of them", () => {
  const text = "profile: mine\nfields:\n  model: { value: X1, evidence: maker }\n";
  expect(() => parseProfile({ file: "x.yaml", text }, new Map())).toThrow(DeskfleetErrors);
  expect(() => parseProfile({ file: "x.yaml", text }, new Map())).toThrow(/fields\.line-keys: neither/);
});

test("a family that is not there is an error with its position", () => {
  const text = "profile: mine\nfamily: htek-50\nfields: {}\n";
  const families = new Map([["htek-500", { file: "f", text: "" }]]);
  expect(() => parseProfile({ file: "x.yaml", text }, families)).toThrow(
    /no family "htek-50" \(did you mean "htek-500"\?\)/,
  );
});
