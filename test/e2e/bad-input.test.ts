import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { switches } from "../../sim/cli/flags/command-line.js";
import { main, runCli } from "./cli.js";
import { scratchFolder } from "./scratch.js";

test("four faulty scenarios get four errors with their places, and nothing runs", async () => {
  const { code, stdout, stderr } = await runCli(["run", "test/e2e/fixtures/bad-input", "--no-tui"]);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  const errors = stderr.split("\n").filter((line) => line.includes("[DF_"));
  expect(errors).toHaveLength(4);
  const at = (file: string): string => errors.find((line) => line.includes(file)) ?? "";
  expect(at("unknown-action.yaml")).toMatch(
    /unknown-action\.yaml:7:5: .*"log-in" \(did you mean "login"\?\)/,
  );
  expect(at("wrong-type.yaml")).toMatch(/wrong-type\.yaml:7:38: .*extension: expected digits in quotes/);
  expect(at("missing-phone.yaml")).toMatch(/missing-phone\.yaml:6:15: .*"loby".*did you mean "lobby"/);
  expect(at("broken-yaml.yaml")).toMatch(/broken-yaml\.yaml:\d+:\d+: broken YAML/);
});

test("a setup that names a missing template is an error at its own place", async () => {
  const { code, stderr } = await runCli(["run", "test/e2e/fixtures/bad-setup/scenario.yaml", "--no-tui"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /missing-template\.yaml:\d+:\d+: .*there is no template "PST Default" \(did you mean "[EC]ST Default"\?\)/,
  );
});

test.each([
  // What the command line itself refuses: no command, an unknown one, a flag without its value, a bad value, a bad switch.
  [["--frobnicate"], /--frobnicate: no command given/],
  [["runn"], /unknown command "runn" \(did you mean "run"\?\)/],
  [["run", "--grep"], /grep/],
  [["run", "--parallel", "abc"], /--parallel abc: expected a whole number from 1 to 256/],
  [["run", "--list=perhaps"], /--list=perhaps: expected yes or no/],
  // What each command refuses when it reads its files.
  [["run", "no-such-folder"], /no-such-folder: no such file or folder/],
  [["load", "scenarios/setups/campus.yaml"], /this is a setup, not a load plan/],
  [["backend", "scenarios/setups/two-offices.yaml", "--host", "::"], /--host ::: .*phones reach/],
  [["psap", "--host", "0.0.0.0"], /--host 0\.0\.0\.0: callers cannot reach a PSAP by that address/],
  [["check", "--", "no-such.yaml"], /cannot read no-such\.yaml/],
  [["report", "package.json"], /not a run file/],
  [["watch", ""], /<setup> is empty/],
])("deskfleet %j is bad usage for a shell too", async (args, reason) => {
  const { code, stdout, stderr } = await runCli(args);
  expect(stderr).toMatch(reason);
  expect(stderr).toContain("→");
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

test("K15: deskfleet run --list=1 lists and runs nothing", async () => {
  const { code, stdout } = await runCli(["run", "--grep", "own-desk", "--list=1"]);
  expect(stdout).toContain("scenarios/suites/");
  expect(stdout).not.toContain("passed");
  expect(code).toBe(0);
});

test("K14: what follows -- is the file, whatever it is called", async () => {
  const folder = scratchFolder();
  copyFileSync("scenarios/setups/campus.yaml", join(folder, "-odd.yaml"));
  const { code, stdout } = await runCli(["check", "--json", "--", "-odd.yaml"], folder);
  expect(JSON.parse(stdout)).toMatchObject({ setup: expect.any(String) });
  expect(code).toBeLessThan(2);
});

test("K26: a working folder that is gone is an error without a stack", async () => {
  const folder = mkdtempSync(join(scratchFolder(), "gone-"));
  const gone = 'cd "$0" && rmdir "$0" && exec "$1" "$2" check x.yaml';
  const started = spawnSync("sh", ["-c", gone, folder, process.execPath, main], { encoding: "utf8" });
  expect(started.stderr).toMatch(
    /^the working folder is gone, or may not be read \[DF_FILE_READ\]\n {2}→ .*\n$/,
  );
  expect(started.status).toBe(2);
});

test.each(["run", "load", "watch", "backend", "psap", "check", "import", "report", "schema"])(
  "deskfleet %s --help shows an example",
  async (command) => {
    const { code, stdout } = await runCli([command, "--help"]);
    expect(stdout).toContain("Examples:");
    // K15: of a switch that is not in the list `--name=yes` would silently be no.
    const lines = stdout.replaceAll(/\n {12,}/g, " ");
    const found = [...lines.matchAll(/^ +--(?:no-)?([a-z-]+) .*\[boolean\]/gm)].map(([, name]) => name);
    expect([...switches, "version", "help"]).toEqual(expect.arrayContaining(found));
    expect(code).toBe(0);
  },
);

test.each(["profile", "setup", "scenario", "plan", "target"])(
  "deskfleet schema %s prints a JSON Schema",
  async (kind) => {
    const { code, stdout } = await runCli(["schema", kind]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: "object", properties: expect.any(Object) });
  },
);
