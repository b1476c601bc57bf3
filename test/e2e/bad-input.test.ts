import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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

test.each([
  // What the command line itself refuses.
  [["--frobnicate"], /--frobnicate: no command given/],
  // What a command refuses when it reads its files.
  [["backend", "scenarios/setups/two-offices.yaml", "--host", "::"], /--host ::: .*phones reach/],
  [["report", "package.json"], /not a run file/],
])("deskfleet %j is bad usage for a shell too", async (args, reason) => {
  const { code, stdout, stderr } = await runCli(args);
  expect(stderr).toMatch(reason);
  expect(stderr).toContain("→");
  expect(stdout).toBe("");
  expect(code).toBe(2);
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

test("deskfleet --help names every command, and each command's help an example", async () => {
  const { code, stdout } = await runCli(["--help"]);
  for (const command of ["run", "load", "watch", "backend", "psap", "check", "import", "report", "schema"])
    expect(stdout).toMatch(new RegExp(`^ +deskfleet ${command} `, "m"));
  expect(code).toBe(0);
  const run = await runCli(["run", "--help"]);
  expect(run.stdout).toContain("Examples:");
  expect(run.code).toBe(0);
});
