import { exitCodes } from "../../model/exit-codes.js";
import { summarizeRun } from "../../transcript/run-summary.js";
import type { Place } from "../target/place.js";
import { asJson } from "../view/as-json.js";
import type { RunArguments } from "./arguments.js";
import type { ComparedPlace } from "./compared-places.js";
import { compareRuns, comparisonText, type PlacedRun } from "./comparison.js";
import { playScenarios } from "./play-scenarios.js";

type Selected = Parameters<typeof playScenarios>[1];

/** Plays the same scenarios with the same seed on each backend, and prints where the verdicts differ. */
export async function playOnAll(
  args: RunArguments & { readonly seed: number },
  selected: Omit<Selected, keyof Place | "reports">,
  places: readonly ComparedPlace[],
): Promise<void> {
  const runs: PlacedRun[] = [];
  const codes: number[] = [];
  for (const { name, ...place } of places) {
    process.stderr.write(`On ${name}:\n`);
    const { events, exitCode } = await playScenarios(args, {
      ...selected,
      ...place,
      reports: [],
      quiet: args.json,
    });
    runs.push({ place: name, scenarios: summarizeRun(events).scenarios });
    codes.push(exitCode);
    if (exitCode === exitCodes.interrupted) break;
  }
  const compared = compareRuns(runs);
  process.stdout.write(args.json ? asJson(compared) : comparisonText(compared));
  process.exitCode = exitCodeOf(codes, compared);
}

/** What could not be judged somewhere is listed, and is no failure; where nothing at all was compared it is. */
function exitCodeOf(codes: readonly number[], compared: ReturnType<typeof compareRuns>): number {
  for (const worst of [exitCodes.interrupted, exitCodes.invalid]) if (codes.includes(worst)) return worst;
  const isGood = (each: (typeof compared)[number]): boolean =>
    each.comparison !== "differs" && !Object.values(each.on).some(({ verdict }) => verdict === "failed");
  const some = compared.some(({ comparison }) => comparison === "same");
  return some && compared.every(isGood) ? exitCodes.passed : exitCodes.failed;
}
