import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DeskfleetErrors } from "../../../sim/model/errors.js";
import { parseSetup } from "../../../sim/model/parse-setup.js";

const file = "scenarios/setups/two-offices.yaml";
const text = readFileSync(file, "utf8");
const models = ["CIP230", "CIP250", "CIP270"];

function messages(changed: string): string[] {
  try {
    parseSetup({ file, text: changed }, models);
    return [];
  } catch (error) {
    if (!(error instanceof DeskfleetErrors)) throw error;
    return error.errors.map(({ message, position }) => `${position?.line}:${position?.column} ${message}`);
  }
}

test("the built-in setup is sound and gets its defaults", () => {
  const setup = parseSetup({ file, text }, models);
  expect(setup.policies.secondLogin).toBe("move");
  expect(setup.extensions["9000"]?.role).toBe("placeholder");
  expect(setup.registrar).toEqual({
    minimumExpiration: 60,
    maximumExpiration: 7200,
    defaultExpiration: 3600,
  });
});

test("a broken dial pattern is told at its place", () => {
  const line = text.slice(0, text.indexOf('patterns: ["911"')).split("\n").length;
  const at = (text.split("\n")[line - 1]?.indexOf('["911"') ?? 0) + 2;
  const broken = (pattern: string) => messages(text.replace('patterns: ["911"', `patterns: ["${pattern}"`));
  expect(broken("[")).toEqual([
    expect.stringMatching(`^${line}:${at} routes.0.patterns.0: expected a dial pattern`),
  ]);
  expect(broken("[4-2]")).toEqual([expect.stringMatching(`^${line}:${at} .*ranges from low to high`)]);
});

test.each([
  [
    "login-templates: [EST Default, CST Default]",
    "login-templates: [EST Defalt, CST Default]",
    'there is no template "EST Defalt" (did you mean "EST Default"?)',
  ],
  ['logout-action: "9000"', 'logout-action: "9001"', 'there is no extension "9001"'],
  [
    "clone-of: logout-230",
    "clone-of: logout-231",
    'there is no model layout "logout-231" (did you mean "logout-230"?)',
  ],
  [
    "model: CIP250, description: Default",
    "model: CIP25, description: Default",
    'there is no profile for the model "CIP25"',
  ],
  ["trunk: emergency", "trunk: emergenzy", 'there is no trunk "emergenzy" (did you mean "emergency"?)'],
  [
    "groups: [Disabled, All Users]",
    "groups: [Disable, All Users]",
    'there is no group "Disable" (did you mean "Disabled"?)',
  ],
  ["CIP230: logout-230", "CIP23: logout-230", 'there is no profile for the model "CIP23"'],
])("a name that points at nothing: %s", (from, to, message) => {
  const line = text.slice(0, text.indexOf(from)).split("\n").length;
  const found = messages(text.replace(from, to));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
  expect(found[0]?.startsWith(`${line}:`)).toBe(true);
});
