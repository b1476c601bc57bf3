import { expect, test } from "vitest";
import { compareRuns, comparisonText, type PlacedRun } from "../../../../sim/cli/run/comparison.js";
import type { Verdict } from "../../../../sim/transcript/event.js";

function run(place: string, ...verdicts: readonly (readonly [Verdict, string?])[]): PlacedRun {
  const scenarios = verdicts.map(([verdict, reason], index) => ({
    ...{ id: `${index + 1}`, file: `s${index + 1}.yaml`, name: `Scenario ${index + 1}`, verdict },
    ...(reason !== undefined && { reason }),
  }));
  return { place, scenarios };
}

test("verdicts are the same, differ, or cannot be compared because somebody could not judge", () => {
  const compared = compareRuns([
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
  const compared = compareRuns([run("embedded", ["passed"], ["passed"]), run("lab.yaml", ["passed"])]);
  expect(compared.map(({ comparison }) => comparison)).toEqual(["same", "not-compared"]);
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
