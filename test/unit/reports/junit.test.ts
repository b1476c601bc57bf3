import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ITestResult, parse as readJunit } from "test-results-parser";
import { expect, test } from "vitest";
import { parseStringPromise } from "xml2js";
import { junit } from "../../../reports/junit.js";
import type { RunVerdict, TranscriptEvent } from "../../../sim/transcript/event.js";
import { scratchFolder } from "../../e2e/scratch.js";
import { sampleLoad } from "./sample-load.js";
import { invalidRun, sampleRun, stuck } from "./sample-run.js";

interface Case {
  $: { name: string; classname: string; time: string };
  failure?: { $: { message: string }; _: string }[];
  error?: { $: { message: string } }[];
  skipped?: unknown[];
  flakyFailure?: unknown[];
  "system-out"?: string[];
}
interface Suite {
  $: Record<string, string>;
  testcase: Case[];
}

async function read(
  events: readonly TranscriptEvent[],
): Promise<{ $: Record<string, string>; testsuite: Suite[] }> {
  const parsed = (await parseStringPromise(junit.render(events))) as {
    testsuites: { $: Record<string, string>; testsuite: Suite[] };
  };
  return parsed.testsuites;
}

test("a suite per folder, each verdict in its own element", async () => {
  const report = await read(sampleRun());
  expect(report.$).toMatchObject({ tests: "5", failures: "1", errors: "1", skipped: "1", time: "1.234" });
  expect(report.testsuite.map(({ $ }) => $["name"])).toEqual([
    "scenarios/suites/login",
    "scenarios/suites/share",
  ]);
  const cases = report.testsuite.flatMap(({ testcase }) => testcase);
  expect(cases[0]?.failure).toBeUndefined();
  expect(cases[1]?.failure?.[0]?.$.message).toBe("it failed <because> & so on");
  expect(cases[1]?.failure?.[0]?._).toContain("two.yaml:7");
  expect(cases[1]?.["system-out"]?.[0]).toContain("GET /apps/login");
  expect(cases[2]?.flakyFailure).toHaveLength(1);
  expect(cases[2]?.failure).toBeUndefined();
  expect(cases[3]?.error).toHaveLength(1);
  expect(cases[4]?.skipped).toHaveLength(1);
});

test("an invalid run carries an error of its own", async () => {
  const report = await read(invalidRun());
  expect(report.testsuite.at(-1)?.testcase[0]?.$.name).toBe("validity");
  expect(report.testsuite.at(-1)?.testcase[0]?.error?.[0]?.$.message).toContain(stuck);
});

const runEndedAs = (verdict: RunVerdict, from = sampleRun()): TranscriptEvent[] =>
  from.map((event) => (event.type === "run-end" ? { ...event, verdict } : event));
const without = (scenarios: string[]): TranscriptEvent[] =>
  sampleRun().filter(({ scenario }) => scenario === undefined || !scenarios.includes(scenario));
const broken = { text: "count(registered) == 3", verdict: "broken", measured: 2 } as const;
const unjudged = { text: "count(registered) == 3", verdict: "not-judged", measured: 2 } as const;
const silent = { text: "p95(refresh) < 1s", verdict: "no-data", measured: undefined } as const;

test.each([
  ["a failed run", sampleRun(), { tests: 5, failures: 1, errors: 1, skipped: 1 }],
  [
    "a passed run",
    runEndedAs("passed", without(["b", "d"])),
    { tests: 3, failures: 0, errors: 0, skipped: 1 },
  ],
  ["a blocked run", runEndedAs("blocked", without(["b"])), { tests: 4, failures: 0, errors: 1, skipped: 1 }],
  ["an invalid run", invalidRun(), { tests: 6, failures: 1, errors: 2, skipped: 1 }],
  [
    "an interrupted run of which nothing failed",
    runEndedAs("interrupted", without(["b", "d"])),
    { tests: 4, failures: 0, errors: 1, skipped: 1 },
  ],
  [
    "a run that was cut off",
    without(["b", "d"]).slice(0, -1),
    { tests: 4, failures: 0, errors: 1, skipped: 1 },
  ],
  ["a run cut off at once", sampleRun().slice(0, 1), { tests: 1, failures: 0, errors: 1, skipped: 0 }],
  ["a load run", sampleLoad(), { tests: 1, failures: 0, errors: 0, skipped: 0 }],
  [
    "a load run out of bounds",
    sampleLoad({ thresholds: [broken] }),
    { tests: 1, failures: 1, errors: 0, skipped: 0 },
  ],
  [
    "a load run without data",
    sampleLoad({ thresholds: [silent], invalid: ["nothing was measured"] }),
    { tests: 2, failures: 1, errors: 1, skipped: 0 },
  ],
  [
    "a load run given up",
    sampleLoad({ interrupted: true, thresholds: [unjudged] }),
    { tests: 2, failures: 0, errors: 1, skipped: 1 },
  ],
  ["a load run cut off", sampleLoad().slice(0, 1), { tests: 1, failures: 0, errors: 1, skipped: 0 }],
])("a JUnit reader counts %s as it was, green only where it passed", async (_name, events, totals) => {
  const file = join(scratchFolder(), "junit.xml");
  writeFileSync(file, junit.render(events));
  const { total, failed, errors, skipped, status, suites }: ITestResult = readJunit({
    type: "junit",
    files: [file],
  });
  // This reader's total leaves out what was skipped.
  expect({ tests: total + skipped, failures: failed, errors, skipped }).toEqual(totals);
  expect(status).toBe(totals.failures + totals.errors > 0 ? "FAIL" : "PASS");

  const cases = suites.flatMap((suite) => suite.cases);
  expect(cases).toHaveLength(totals.tests);
  const bad = cases.filter((each) => each.status === "FAIL");
  expect(bad).toHaveLength(totals.failures + totals.errors);
  for (const { name, failure } of bad) expect([name, failure]).not.toContain("");
  const { $, testsuite } = await read(events);
  for (const key of ["tests", "failures", "errors", "skipped"] as const) {
    const sum = testsuite.reduce((before, suite) => before + Number(suite.$[key]), 0);
    expect([key, sum, Number($[key])]).toEqual([key, totals[key], totals[key]]);
  }
});

test("characters that XML cannot hold do not break the file", async () => {
  const events = sampleRun().map((event) =>
    event.type === "scenario-start" ? { ...event, name: "bell \u0007 half \ud83d ]]> <x>" } : event,
  );
  const report = await read(events);
  expect(report.testsuite[0]?.testcase[0]?.$.name).toBe("bell \\x07 half � ]]> <x>");
});
