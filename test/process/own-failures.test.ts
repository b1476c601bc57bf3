import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { runCli, startCli } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";

const setup = "scenarios/setups/two-offices.yaml";

test.each([
  ["an error that nobody caught", "throw new Error('a bug')"],
  ["a rejection that nobody caught", "Promise.reject(new Error('a bug'))"],
])("%s is a bug of ours: exit 3, its stack and what to do", async (_name, act) => {
  vi.stubEnv("NODE_OPTIONS", `--import "data:text/javascript,process.on('SIGUSR2', () => { ${act} })"`);
  const backend = startCli(["backend", setup, "--json"]);
  vi.unstubAllEnvs();
  await backend.line((line) => line.includes('"ready"'));
  const { code, stderr } = await backend.stop("SIGUSR2");
  expect(stderr).toContain("Error: a bug\n    at ");
  expect(stderr).toMatch(/deskfleet itself failed \[DF_INTERNAL\]\n {2}→ /);
  expect(code).toBe(3);
});

test("a command that waits for what can no longer come is a bug of ours too, and no silent end", async () => {
  // A file is opened, and never told to be open: nothing else is left to wait for.
  const act = "import fs from 'node:fs'; fs.ReadStream.prototype._construct = () => undefined";
  vi.stubEnv("NODE_OPTIONS", `--import "data:text/javascript,${act}"`);
  const archive = join(scratchFolder(), "backup.tar.gz");
  writeFileSync(archive, gzipSync("x"));
  const { code, stdout, stderr } = await runCli(["import", archive, "--to", `${archive}.yaml`]);
  vi.unstubAllEnvs();
  expect(stdout).toBe("");
  expect(stderr).toMatch(
    /waits for something .*\n(?: +at .*\n)*deskfleet itself failed \[DF_INTERNAL\]\n {2}→ /,
  );
  expect(code).toBe(3);
});

test("a run file that cannot be written makes the run invalid; its reports are still written", async () => {
  const report = join(scratchFolder(), "r.json");
  const { code, stdout, stderr } = await runCli([
    ...["run", "scenarios/suites/roam/two-people-share-one-desk.yaml", "--no-tui"],
    ...["--run-file", "/dev/full", "--report", `json=${report}`],
  ]);
  expect(stderr.match(/cannot write \/dev\/full: the disk is full \[DF_FILE_WRITE\]/g)).toHaveLength(1);
  expect(stderr).not.toContain("    at ");
  expect(stdout).toMatch(/run invalid: the run file is incomplete: .*\ninvalid: \d+ passed, 0 failed/);
  expect(code).toBe(3);
  expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({
    verdict: "invalid",
    invalid: [expect.stringContaining("the disk is full")],
    counts: { failed: 0 },
  });
});

test("a load run whose run file cannot be written is invalid too", async () => {
  const { code, stdout } = await runCli([
    ...["load", "test/e2e/fixtures/load/one-too-many.yaml", "--no-tui", "--run-file", "/dev/full"],
  ]);
  expect(stdout).toMatch(/^invalid: /);
  expect(stdout).toContain("run invalid: the run file is incomplete: ");
  expect(code).toBe(3);
});

test.each([
  "run scenarios/suites/roam/two-people-share-one-desk.yaml --no-tui",
  "run emergency --list",
  "schema setup",
])("deskfleet %s ends quietly when nobody reads it", async (command) => {
  const child = spawn(process.execPath, ["dist/sim/cli/main.js", ...command.split(" ")], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, "close");
  expect(stderr).toBe("");
  expect(code).toBe(130);
});

test("an output that cannot be written is never green", async () => {
  const command = `"$0" dist/sim/cli/main.js schema setup > /dev/full`;
  await expect(promisify(execFile)("sh", ["-c", command, process.execPath])).rejects.toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^cannot write the output: .*ENOSPC.* \[DF_FILE_WRITE\]\n {2}→ .*\n$/),
  });
});
