import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseStringPromise } from "xml2js";
import { loadProfiles, yamlFiles } from "../../sim/files/package-files.js";
import { refuseSecrets, secrets } from "../e2e/no-secrets.js";
import { scratchFolder } from "../e2e/scratch.js";
import { runInProcess } from "./run-in-process.js";

// All suites are what `npm start` runs; here it is the reports that count.
test("a run of several suites passes, and every report tells the same run without a secret", async (context) => {
  const suites = ["roam", "templates"].map((name) => `scenarios/suites/${name}`);
  const folder = scratchFolder(context);
  const file = (name: string): string => join(folder, name);
  const end = await runInProcess([
    ...["run", ...suites, "--no-tui"],
    ...["--report", `json=${file("r.json")}`, "--report", `junit=${file("r.xml")}`],
    // Few side by side: its phones wait for answers no longer than anybody's, and share the machine with other tests.
    ...["--run-file", file("r.ndjson"), "--parallel", "2"],
  ]);
  expect(end.stdout.split("\n").filter((line) => line.startsWith("✗"))).toEqual([]);
  expect(end.stdout).toContain(" 0 failed");
  expect(end.code).toBe(0);

  const report = JSON.parse(readFileSync(file("r.json"), "utf8"));
  const total = suites.flatMap((suite) => yamlFiles(suite)).length;
  expect(total).toBeGreaterThanOrEqual(10);
  expect(report.verdict).toBe("passed");
  expect(report.counts).toEqual({ passed: total, failed: 0, flaky: 0, blocked: 0, skipped: 0 });
  expect(report.scenarios).toHaveLength(total);
  for (const scenario of report.scenarios) {
    expect(scenario).toMatchObject({ verdict: "passed", name: expect.any(String), file: expect.any(String) });
    expect(scenario.durationMs).toBeGreaterThan(0);
    expect(scenario.steps.length).toBeGreaterThan(0);
    for (const step of scenario.steps)
      expect(step).toMatchObject({ verdict: "passed", line: expect.any(Number) });
  }

  const junit = (await parseStringPromise(readFileSync(file("r.xml"), "utf8"))) as {
    testsuites: { $: Record<string, string>; testsuite: { testcase: unknown[] }[] };
  };
  expect(junit.testsuites.$).toMatchObject({ tests: String(total), failures: "0", errors: "0" });
  expect(junit.testsuites.testsuite.flatMap(({ testcase }) => testcase)).toHaveLength(total);

  const again = await runInProcess(["report", file("r.ndjson"), "--report", "json=-"]);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toEqual(report);

  const written = ["r.json", "r.xml", "r.ndjson"].map((name) => readFileSync(file(name), "utf8"));
  expect(written.join("")).toContain("REGISTER sip:");
  expect(secrets.length).toBeGreaterThan(20);
  for (const text of written) refuseSecrets("a report or the run file", text);
});

test("--list shows names and tags, and runs nothing", async () => {
  const filters = ["--tags", "emergency", "--grep", "placeholder"];
  const { code, stdout } = await runInProcess(["run", "emergency", "logout", "--list", ...filters]);
  expect(code).toBe(0);
  expect(stdout).toContain("A phone logged out to the placeholder still calls 911 and offers Login");
  expect(stdout).not.toContain("✓");
});

test("the same seed gives the same addresses and MACs", async (context) => {
  const folder = scratchFolder(context);
  const introductions = async (name: string): Promise<string[]> => {
    const file = join(folder, name);
    const suites = ["user-moves-between-offices", "two-people-share-one-desk"].map(
      (name) => `scenarios/suites/roam/${name}.yaml`,
    );
    await runInProcess(["run", ...suites, "--no-tui", "--seed", "7", "--run-file", file]);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    return events
      .filter(({ type }) => type === "handset")
      .map(({ scenario, phone, mac, address }) => [scenario, phone, mac, address].join(" "))
      .sort();
  };
  const [first, second] = [await introductions("a.ndjson"), await introductions("b.ndjson")];
  expect(first?.length).toBeGreaterThanOrEqual(3);
  expect(second).toEqual(first);
});

test("a user's own model needs one file and no code", async () => {
  const { code, stdout } = await runInProcess([
    "run",
    "test/e2e/fixtures/own-model/scenario.yaml",
    "--profiles",
    "test/e2e/fixtures/own-model/profiles",
    "--no-tui",
  ]);
  expect(stdout).toContain("1 passed, 0 failed");
  expect(code).toBe(0);
  expect(loadProfiles().has("CIP900")).toBe(false);
});

test("a PIN that is the number of the extension hides nothing that is expected", async () => {
  const { code, stdout } = await runInProcess(["run", "test/e2e/fixtures/pin-is-extension.yaml", "--no-tui"]);
  expect(stdout).toContain("1 passed, 0 failed");
  expect(code).toBe(0);
});
