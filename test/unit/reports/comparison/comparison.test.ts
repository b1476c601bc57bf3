import { expect, test } from "vitest";
import { parseStringPromise } from "xml2js";
import { compareRuns, type PlacedRun } from "../../../../reports/comparison/comparison.js";
import { comparisonJunit } from "../../../../reports/comparison/junit.js";
import { comparisonText } from "../../../../reports/comparison/line.js";
import type { Verdict } from "../../../../sim/transcript/event.js";

function run(place: string, ...verdicts: readonly (readonly [Verdict, string?])[]): PlacedRun {
  const scenarios = verdicts.map(([verdict, reason], index) => ({
    ...{ id: `${index + 1}`, file: `s${index + 1}.yaml`, name: `Scenario ${index + 1}`, verdict },
    ...(reason !== undefined && { reason }),
  }));
  return { place, scenarios, troubles: [] };
}

test("verdicts are the same, differ, or cannot be compared because somebody could not judge", () => {
  const { scenarios: compared } = compareRuns([
    run("embedded", ["passed"], ["passed"], ["failed", "404"], ["passed"], ["flaky"]),
    run("lab.yaml", ["passed"], ["failed", "no call"], ["failed", "404"], ["blocked", "no mail"], ["passed"]),
  ]);
  expect(compared.map(({ comparison }) => comparison)).toEqual([
    "same",
    "differs",
    "same",
    "not-compared",
    "same",
  ]);
  expect(compared[1]?.on).toEqual({
    embedded: { verdict: "passed" },
    "lab.yaml": { verdict: "failed", reason: "no call" },
  });
});

test("a run that was given up compares nothing of what it did not play", () => {
  const { scenarios } = compareRuns([run("embedded", ["passed"], ["passed"]), run("lab.yaml", ["passed"])]);
  expect(scenarios.map(({ comparison }) => comparison)).toEqual(["same", "not-compared"]);
});

test("the text names each scenario that is not alike, with the reasons, and counts the rest", () => {
  const compared = compareRuns([
    run("embedded", ["passed"], ["failed", "404"]),
    run("lab.yaml", ["failed", "no call"], ["failed", "404"]),
  ]);
  expect(comparisonText(compared)).toBe(
    "differs: Scenario 1\n    s1.yaml\n    embedded: passed\n    lab.yaml: failed: no call\n" +
      "1 the same (1 of them failed), 1 differ, 0 not compared\n",
  );
});

test("JUnit: what differs is a failure, what could not be judged is skipped, and a run without trust is an error", async () => {
  const compared = compareRuns([
    run("embedded", ["passed"], ["failed", "404"], ["passed"], ["passed"]),
    {
      ...run("lab.yaml", ["failed", "no call"], ["failed", "404"], ["blocked", "no mail"], ["passed"]),
      troubles: ["run invalid: 3 late starts"],
    },
  ]);
  const { testsuites } = await parseStringPromise(comparisonJunit(compared));
  expect(testsuites.$).toMatchObject({ tests: "5", failures: "2", skipped: "1", errors: "1" });
  const [differs, failed, open] = testsuites.testsuite[0].testcase;
  expect(differs.failure[0].$).toEqual({
    type: "differs",
    message: "embedded: passed; lab.yaml: failed: no call",
  });
  expect(failed.failure[0].$).toMatchObject({ type: "failed" });
  expect(open.skipped[0].$).toEqual({ message: "embedded: passed; lab.yaml: blocked: no mail" });
  expect(testsuites.testsuite[1].testcase[0].error[0].$.message).toBe("lab.yaml: run invalid: 3 late starts");
});
