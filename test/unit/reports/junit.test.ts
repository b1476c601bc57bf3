import { expect, test } from "vitest";
import { parseStringPromise } from "xml2js";
import { renderJunit } from "../../../reports/junit.js";
import type { TranscriptEvent } from "../../../sim/transcript/event.js";
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
  const parsed = (await parseStringPromise(renderJunit(events))) as {
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

test("characters that XML cannot hold do not break the file", async () => {
  const events = sampleRun().map((event) =>
    event.type === "scenario-start" ? { ...event, name: "bell \u0007 half \ud83d ]]> <x>" } : event,
  );
  const report = await read(events);
  expect(report.testsuite[0]?.testcase[0]?.$.name).toBe("bell � half � ]]> <x>");
});
