import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseStringPromise } from "xml2js";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

test("K16: control characters of a file's name reach no terminal", async () => {
  const folder = join(scratchFolder(), "red\u001b[31m\u009b2J");
  mkdirSync(folder);
  const file = join(folder, "a.yaml");
  writeFileSync(file, "scenario: nothing\u0007\n");
  for (const args of [
    ["run", file],
    ["run", "--list", file],
    ["check", file],
    ["report", file],
    ["watch", file],
  ]) {
    const { code, stdout, stderr } = await runInProcess(args);
    expect(code).toBe(2);
    expect(stderr).toContain("red\\x1b[31m\\x9b2J");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  }
});

test("K16: a scenario in such a folder has a JUnit report", async () => {
  const folder = join(scratchFolder(), "bell\u0007");
  mkdirSync(folder);
  const scenario = readFileSync("test/e2e/fixtures/refused-logins/wrong-pin.yaml", "utf8");
  const setup = join(process.cwd(), "scenarios/setups/two-offices.yaml");
  writeFileSync(join(folder, "a.yaml"), scenario.replace(/^setup: .*$/m, `setup: ${setup}`));
  const { code, stdout } = await runInProcess(["run", folder, "--no-tui", "--report", "junit=-"]);
  expect(code).toBe(1);
  const { testsuites } = (await parseStringPromise(stdout)) as {
    testsuites: { testsuite: { $: { name: string } }[] };
  };
  expect(testsuites.testsuite[0]?.$.name).toMatch(/bell\\x07$/);
});
