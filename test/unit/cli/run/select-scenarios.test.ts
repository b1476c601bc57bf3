import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { selectScenarios } from "../../../../sim/cli/run/select-scenarios.js";
import { loadProfiles } from "../../../../sim/files/package-files.js";

const profiles = loadProfiles();
const all = { paths: ["scenarios/suites/login"], tags: [], grep: undefined, rules: [] };

test("scenarios are selected by the rule that they prove", () => {
  const selected = selectScenarios({ ...all, rules: ["HD-7"] }, profiles);
  expect(selected.length).toBeGreaterThan(0);
  for (const { scenario } of selected) expect(scenario.rules).toContain("HD-7");
});

test.each([
  [{ rules: ["HD-7", "HD-99"] }, /--rule HD-99: unknown rule.* \(did you mean "HD-9"\?\)/],
  [{ rules: ["hd-7"] }, /--rule hd-7: .*\(did you mean "HD-7"\?\)/],
  [{ rules: ["logout-confirm"] }, /--rule logout-confirm: unknown rule/],
  [{ tags: ["login", "logn"] }, /--tags logn: no scenario has this tag \(did you mean "login"\?\)/],
  [{ tags: ["zzzzzzzz"] }, /--tags zzzzzzzz: no scenario has this tag \(.*login.*\)/],
])("%j beside known ones or alone is refused with its nearest word", (asked, message) => {
  expect(() => selectScenarios({ ...all, ...asked }, profiles)).toThrow(
    expect.objectContaining({ code: "DF_CLI_USAGE", message: expect.stringMatching(message) }),
  );
});

test("a scenario of more than a megabyte is refused unread", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskfleet-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "long.yaml");
  writeFileSync(file, `# ${"x".repeat(1_000_000)}\n`);
  expect(() => selectScenarios({ ...all, paths: [file] }, profiles)).toThrow(
    "it has 1000003 bytes, more than 1000000",
  );
});

test("a tag where no scenario has any, or where there is no scenario, is told as that", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskfleet-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const select = () => selectScenarios({ ...all, paths: [folder], tags: ["emergency"] }, profiles);
  expect(select).toThrow(`there is no scenario in ${folder}`);
  const setup = join(process.cwd(), "scenarios/setups/two-offices.yaml");
  writeFileSync(
    join(folder, "one.yaml"),
    `scenario: one\nsetup: ${setup}\nphones: { a: { model: CIP270 } }\nsteps:\n  - power-on: a\n`,
  );
  expect(select).toThrow("--tags emergency: the selected scenarios have no tags");
});

test("in a folder only scenarios are taken; node_modules and dot folders are not looked into", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskfleet-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const setup = join(process.cwd(), "scenarios/setups/two-offices.yaml");
  const scenario = `scenario: one\nsetup: ${setup}\nphones: { a: { model: CIP270 } }\nsteps:\n  - power-on: a\n`;
  for (const name of ["deep", "node_modules", ".hidden"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "one.yaml"), scenario);
  }
  writeFileSync(join(folder, "setup.yaml"), "setup: mine\n");
  const selected = selectScenarios({ ...all, paths: [folder] }, profiles);
  expect(selected.map(({ scenario: { file } }) => file)).toEqual([join(folder, "deep", "one.yaml")]);
  expect(() => selectScenarios({ ...all, paths: [join(folder, "setup.yaml")] }, profiles)).toThrow(
    "this is a setup, not a scenario",
  );
});

test.each(["two-ofices", "two-offices.yml", "two-ofices.yaml"])(
  "a scenario that names its setup %s is asked whether two-offices is meant",
  (name) => {
    const folder = mkdtempSync(join(tmpdir(), "deskfleet-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "mine.yaml");
    writeFileSync(
      file,
      `scenario: x\nsetup: ${name}\nphones: { a: { model: CIP270 } }\nsteps:\n  - power-on: a\n`,
    );
    expect(() => selectScenarios({ ...all, paths: [file] }, profiles)).toThrow(
      `${name}: no such file or folder (did you mean "two-offices"?)`,
    );
  },
);

test("a scenario of one's own may run on a built-in setup; a slip in its name is answered with those there are", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskfleet-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "mine.yaml");
  const on = (setup: string) => {
    const text = `scenario: x\nsetup: ${setup}\nphones:\n  desk: { model: CIP270 }\nsteps:\n  - power-on: desk\n`;
    writeFileSync(file, text);
    return selectScenarios({ ...all, paths: [file] }, profiles);
  };
  expect(on("two-offices")[0]?.setup.extensions["9000"]?.role).toBe("placeholder");
  expect(() => on("two-officez")).toThrow(
    expect.objectContaining({
      errors: [expect.objectContaining({ hint: expect.stringMatching(/built-in setup: .*two-offices/) })],
    }),
  );
});

test("an unknown rule is answered with where the known ones are", () => {
  expect(() => selectScenarios({ ...all, rules: ["HD-999"] }, profiles)).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(/run --list.*docs\/rules\.md/) }),
  );
});
