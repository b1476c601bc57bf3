import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";

/** The package as npm would install it, without its dependencies, which are those of this folder. */
function unpacked(): string {
  const folder = scratchFolder();
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder]);
  const [tarball = ""] = readdirSync(folder);
  execFileSync("tar", ["-xzf", join(folder, tarball), "-C", folder]);
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "package", "node_modules"));
  return join(folder, "package");
}

test("the package holds what README names, and its CLI works from any folder by built-in names", () => {
  const root = unpacked();
  const text = readFileSync(join(root, "README.md"), "utf8");
  const linked = [...text.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = ""]) => path);
  expect(linked).toContain("docs/formats.md");
  expect(linked.filter((path) => !existsSync(join(root, path)))).toEqual([]);

  const elsewhere = scratchFolder();
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, "dist/sim/cli/main.js"), ...args], {
      cwd: elsewhere,
      encoding: "utf8",
    });
  for (const command of ["run", "load", "check"]) {
    const named = [...run(command, "--help").stdout.matchAll(/docs\/[\w/-]+\.md/g)].map(([path]) => path);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  }
  expect(JSON.parse(run("check", "two-offices", "--json").stdout)).toHaveProperty("setup");
  expect(JSON.parse(run("run", "emergency", "--list", "--json").stdout)).not.toEqual([]);
  expect(run("load", "mornin").stderr).toContain('did you mean "morning"?');
});

// npx chmods the file of a clone once; after a later build the shell refused it.
test("a build leaves the CLI executable", () => {
  accessSync("dist/sim/cli/main.js", constants.X_OK);
});
