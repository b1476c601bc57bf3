import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startBackendProcess } from "../../sim/embedded/backend-process.js";
import { cliMain } from "../../sim/files/package-root.js";
import { type RunningCli, startCli } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";
import { childrenOf, isAlive, type ListedProcess } from "./process-table.js";

test("an interrupted run has not passed: in the text, in the report, by its exit code", async (context) => {
  const file = join(scratchFolder(context), "l.json");
  const run = startLongHold(["--report", `json=${file}`]);
  await run.errorLine((line) => line.includes("4 registered"));
  const { code, stdout } = await run.stop("SIGINT");
  expect(stdout).toContain("interrupted: Four desks");
  expect(code).toBe(130);
  const { verdict, load } = JSON.parse(readFileSync(file, "utf8"));
  expect(verdict).toBe("interrupted");
  expect(load).toMatchObject({ interrupted: true, outcomes: { registered: 4 } });
});

test("a run interrupted in its start names no desk, and judges nothing", async () => {
  const run = startCli(["load", "test/e2e/fixtures/load/slow-start.yaml", "--no-tui"]);
  await run.errorLine((line) => line.includes("1/40 started"));
  const { code, stdout } = await run.stop("SIGINT");
  expect(stdout).toContain("- count(failed) == 0  (not judged)");
  expect(stdout).toMatch(/desks +40: .*\d\d not started/);
  expect(stdout).not.toContain("✗");
  expect(stdout).toContain("0 late and 0 dropped starts");
  expect(code).toBe(130);
});

test("a backend that dies under load makes the run invalid, not its desks failed", async () => {
  const run = startLongHold();
  await run.errorLine((line) => line.includes("4 registered"));
  process.kill(backendOf(run).pid, "SIGKILL");
  const { code, stdout } = await run.ended;
  expect(stdout).toContain("run invalid: the backend process ended (signal SIGKILL)");
  expect(stdout).toContain("4 registered");
  expect(code).toBe(3);
});

test("the backend process hears no Ctrl-C of the terminal, and ends with a run that was killed", async () => {
  const run = startLongHold();
  await run.errorLine((line) => line.includes("4 registered"));
  const backend = backendOf(run);
  onTestFinished(() => {
    if (isAlive(backend.pid)) process.kill(backend.pid, "SIGKILL");
  });
  expect(backend.group).toBe(backend.pid);
  await run.stop("SIGKILL");
  await expect.poll(() => isAlive(backend.pid), { timeout: 10_000 }).toBe(false);
});

test("what a backend process prints that is no JSON is passed over; one that ends then says so", async (context) => {
  const main = join(scratchFolder(context), "chatty.mjs");
  writeFileSync(
    main,
    'console.log("Debugger attached."); console.error("no port is free"); process.exitCode = 2;',
  );
  const started = startBackendProcess(main, [], { onEvent: () => undefined, faults: [] });
  await expect(started).rejects.toMatchObject({
    code: "DF_BACKEND_START",
    message: "the backend ended before it was ready: no port is free",
  });
});

function startLongHold(args: readonly string[] = []): RunningCli {
  return startCli(["load", "test/e2e/fixtures/load/long-hold.yaml", "--no-tui", ...args]);
}

function backendOf(run: RunningCli): ListedProcess {
  const [backend] = childrenOf(run.pid);
  if (!backend) throw new Error("the run has no backend process");
  return backend;
}

test("a backend process that cannot be spawned is an error of the environment", async () => {
  const { execPath } = process;
  onTestFinished(() => {
    process.execPath = execPath;
  });
  process.execPath = "/nowhere/node";
  await expect(
    startBackendProcess(cliMain, [], { onEvent: () => undefined, faults: [] }),
  ).rejects.toMatchObject({
    code: "DF_BACKEND_START",
    message: expect.stringContaining("ENOENT"),
  });
});
