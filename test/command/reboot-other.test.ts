import { expect, test } from "vitest";
import { runInProcess } from "./run-in-process.js";

const noReboots = "test/e2e/fixtures/reboot-other/resync-with-reboot.yaml";

// proves: HD-9, policy reboot-other=fail
test("where other reboots fail a run, it fails with the reboot as its reason", async () => {
  const { code, stdout } = await runInProcess(["run", noReboots, "--no-tui"]);
  expect(stdout).toContain("lobby rebooted: check-sync");
  expect(stdout).toContain("0 passed, 1 failed");
  expect(code).toBe(1);
});

test("where they do not, each is named under its scenario and in the JSON report", async () => {
  const { code, stdout, stderr } = await runInProcess([
    "run",
    "scenarios/suites/provisioning/resync-with-reboot.yaml",
    "--no-tui",
    "--verbose",
    "--report",
    "json=-",
  ]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/✓ .*\n {4}note: \w+ rebooted: check-sync\n/);
  const report = JSON.parse(stdout) as { scenarios: { notes?: string[] }[] };
  expect(report.scenarios[0]?.notes).toEqual([expect.stringMatching(/rebooted: check-sync$/)]);
});
