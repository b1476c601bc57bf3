import { resolve } from "node:path";
import { expect, test } from "vitest";
import { builtInPath, namedSetupPath } from "../../../../sim/cli/files/built-in-names.js";

test.each([
  ["plans", "morning", /scenarios\/plans\/morning\.yaml$/],
  ["setups", "two-offices", /scenarios\/setups\/two-offices\.yaml$/],
  ["suites", "emergency", /scenarios\/suites\/emergency$/],
  ["suites", "emergency/full-logout-needs-consent", /suites\/emergency\/full-logout-needs-consent\.yaml$/],
  ["suites", "package.json", /^package\.json$/],
] as const)("of %s %s is named by its name, a path by itself", (kind, name, path) => {
  expect(builtInPath(kind, name)).toMatch(path);
});

test("an unknown name gets the nearest one", () => {
  expect(() => builtInPath("plans", "mornin")).toThrow('no such file or folder (did you mean "morning"?)');
  expect(() => builtInPath("setups", "two-offices.yml")).toThrow('(did you mean "two-offices"?)');
  expect(() => builtInPath("setups", "two-ofices.yaml")).toThrow('(did you mean "two-offices"?)');
  expect(() => builtInPath("setups", "./two-offices")).toThrow(/no such file or folder$/);
  expect(() => builtInPath("suites", "emergency/../login/no-such")).toThrow(/no such file or folder$/);
});

test("a folder is no plan: the built-in ones are named", () => {
  expect(() => builtInPath("plans", "scenarios")).toThrow(
    expect.objectContaining({
      message: "cannot read scenarios: it is a folder, not a file",
      hint: expect.stringContaining("built-in plans: morning, one-placeholder-too-few."),
    }),
  );
});

test("a scenario names its setup by a path from itself, or a built-in one by its name", () => {
  const file = "scenarios/suites/login/x.yaml";
  expect(namedSetupPath(file, "../../setups/campus.yaml")).toBe(resolve("scenarios/setups/campus.yaml"));
  expect(namedSetupPath(file, "two-offices")).toBe(resolve("scenarios/setups/two-offices.yaml"));
  expect(namedSetupPath(file, "nowhere")).toBe(resolve("scenarios/suites/login/nowhere"));
});
