import { expect, test } from "vitest";
import { builtInPath } from "../../../../sim/cli/files/built-in-names.js";

test.each([
  ["plans", "morning", /scenarios\/plans\/morning\.yaml$/],
  ["setups", "two-offices", /scenarios\/setups\/two-offices\.yaml$/],
  ["suites", "emergency", /scenarios\/suites\/emergency$/],
  ["suites", "package.json", /^package\.json$/],
] as const)("of %s %s is named by its name, a path by itself", (kind, name, path) => {
  expect(builtInPath(kind, name)).toMatch(path);
});

test("an unknown name gets the nearest one", () => {
  expect(() => builtInPath("plans", "mornin")).toThrow('no such file or folder (did you mean "morning"?)');
  expect(() => builtInPath("setups", "./two-offices")).toThrow(/no such file or folder$/);
});
