import {
  type Comparison,
  compareRuns,
  isGood,
  type PlacedRun,
  placedRun,
} from "../../../reports/comparison/comparison.js";
import { comparisonJson } from "../../../reports/comparison/json.js";
import { comparisonText } from "../../../reports/comparison/line.js";
import { exitCodes } from "../../model/exit-codes.js";
import { writeComparison } from "../files/report-files.js";
import type { Place } from "../target/place.js";
import type { RunArguments } from "./arguments.js";
import type { ComparedPlace } from "./compared-places.js";
import { playScenarios } from "./play-scenarios.js";

type Selected = Parameters<typeof playScenarios>[1];

/** Plays the same scenarios with the same seed on each backend, prints where the verdicts differ, and writes the reports. */
export async function playOnAll(
  args: RunArguments & { readonly seed: number },
  selected: Omit<Selected, keyof Place>,
  places: readonly ComparedPlace[],
): Promise<void> {
  const runs: PlacedRun[] = [];
  const codes: number[] = [];
  const isPrinted = selected.reports.some(({ path }) => path === "-");
  for (const { name, ...place } of places) {
    process.stderr.write(`On ${name}:\n`);
    const { events, exitCode } = await playScenarios(args, {
      ...selected,
      ...place,
      reports: [],
      quiet: args.json || isPrinted,
    });
    runs.push(placedRun(name, events));
    codes.push(exitCode);
    if (exitCode === exitCodes.interrupted) break;
  }
  const compared = compareRuns(runs);
  if (args.json) process.stdout.write(comparisonJson(compared));
  else if (!isPrinted) process.stdout.write(comparisonText(compared));
  for (const report of selected.reports) writeComparison(report, compared);
  process.exitCode = exitCodeOf(codes, compared);
}

/** What could not be judged somewhere is listed, and is no failure; where nothing at all was compared it is. */
function exitCodeOf(codes: readonly number[], { scenarios }: Comparison): number {
  for (const worst of [exitCodes.interrupted, exitCodes.invalid]) if (codes.includes(worst)) return worst;
  const some = scenarios.some(({ comparison }) => comparison === "same");
  return some && scenarios.every(isGood) ? exitCodes.passed : exitCodes.failed;
}
