import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CliEnd } from "../e2e/cli.js";
import { refuseSecrets } from "../e2e/no-secrets.js";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

test("14 desks on a placeholder of 10: exactly 4 are refused, and named", async (context) => {
  const file = join(scratchFolder(context), "l.json");
  const { code, stdout } = await runLoad("one-too-many", ["--report", `json=${file}`]);
  expect(stdout).toContain("10 registered, 4 refused");
  expect(code).toBe(0);
  const text = readFileSync(file, "utf8");
  refuseSecrets("the report", text);
  const { verdict, load } = JSON.parse(text);
  expect(verdict).toBe("passed");
  expect(load.outcomes).toEqual({ registered: 10, refused: 4, rejected: 0, failed: 0, unprovisioned: 0 });
  expect(load.failures).toHaveLength(4);
  expect(new Set(load.failures.map(({ desk }: { desk: string }) => desk)).size).toBe(4);
  for (const failure of load.failures) {
    expect(failure).toMatchObject({ outcome: "refused", status: 403, extension: "9000" });
    expect(failure.mac).toMatch(/^[0-9a-f]{12}$/);
  }
});

test("a broken threshold fails the run, one without data makes it invalid", async () => {
  const broken = await runLoad("broken-threshold");
  expect(broken.stdout).toContain("✗ count(registered) == 5");
  expect(broken.code).toBe(1);
  const silent = await runLoad("no-data");
  expect(silent.stdout).toContain("nothing was measured for p95(refresh) < 1s");
  expect(silent.code).toBe(3);
});

test("a hold that the time limit cut off proves nothing", async () => {
  const { code, stdout } = await runLoad("cut-off-hold");
  expect(stdout).toContain("invalid: Four desks");
  expect(stdout).toContain("the hold was cut off by time-limit: 0 of 4 desks refreshed once");
  expect(code).toBe(3);
});

/**
 * Runs a plan to its end. On a machine that is too busy for it a run says that it proves nothing, whatever else it
 * shows: it is made again, a few times.
 */
async function runLoad(plan: string, args: readonly string[] = []): Promise<CliEnd> {
  for (let more = 3; ; more--) {
    const end = await runInProcess(["load", `test/e2e/fixtures/load/${plan}.yaml`, "--no-tui", ...args]);
    if (more === 0 || !end.stdout.includes("is saturated")) return end;
  }
}
