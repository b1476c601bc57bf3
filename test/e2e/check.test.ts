import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./cli.js";
import { scratchFolder } from "./scratch.js";

// What check finds and prints is in unit/cli/check; here it is what a shell sees of it.
test("a setup with errors: findings on stdout, exit code 1", async () => {
  const { code, stdout, stderr } = await runCli(["check", "scenarios/setups/two-offices.yaml"]);
  expect([code, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(/^scenarios\/setups\/two-offices\.yaml:\d+:\d+: error /m);
});

test("bad input: nothing on stdout, exit code 2", async () => {
  const file = join(scratchFolder(), "setup.yaml");
  writeFileSync(file, "setup: [");
  const { code, stdout, stderr } = await runCli(["check", file, "--json"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("→");
});
