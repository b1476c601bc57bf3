import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { backup } from "../unit/import/fixture.js";
import { fileOf } from "../unit/import/open/archive.js";
import { runCli } from "./cli.js";
import { scratchFolder } from "./scratch.js";

// What an import reads and refuses is in unit/cli/import; here it is what a shell and the owner of the file see.
test("--with-secrets writes them, for the owner's eyes alone", async () => {
  const target = join(scratchFolder(), "setup.yaml");
  const { code, stdout, stderr } = await runCli(["import", backup, "--to", target, "--with-secrets"]);
  expect([code, stdout]).toEqual([0, ""]);
  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(parse(readFileSync(target, "utf8"))).toMatchObject({
    extensions: { "2002": { secret: "fixture-secret-2002", voicemail: { pin: "-83720164" } } },
  });
  for (const secret of ["fixture-secret", "83720164", "640917", "713570", "9753#1", "530911"])
    expect(stderr).not.toContain(secret);
});

test("a setup that is there stays, and the shell learns it", async () => {
  const target = fileOf("setup.yaml", "mine");
  const { code, stdout, stderr } = await runCli(["import", backup, "--to", target]);
  expect([code, stdout, readFileSync(target, "utf8")]).toEqual([2, "", "mine"]);
  expect(stderr).toContain("DF_IMPORT_TARGET");
});

test("with its suggestions in use, by the command in its heading, the setup is one that check can judge", async () => {
  const target = join(scratchFolder(), "setup.yaml");
  await runCli(["import", backup, "--to", target]);
  const [, program = ""] = /sed -i '(.+)' FILE/.exec(readFileSync(target, "utf8")) ?? [];
  const { stdout: used } = spawnSync("sed", [program, target], { encoding: "utf8" });
  const { code, stdout, stderr } = await runCli(["check", fileOf("used.yaml", used)]);
  expect([code, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(/^site-1\n.* 911 +logged in: .*\n.* 911 +logged out to 2900 /);
  expect(stdout).toMatch(
    /^2 users \(1 may log in\), 1 placeholder, 1 location with 2 desks, 6 model layouts, /m,
  );
});
