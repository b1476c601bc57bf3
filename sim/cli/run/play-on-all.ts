import { exitCodes } from "../../model/exit-codes.js";
import { summarizeRun } from "../../transcript/run-summary.js";
import { asteriskOf } from "../target/asterisk-of-target.js";
import { readTarget } from "../target/read-target.js";
import { consentedRules } from "../target/target-consent.js";
import type { RunArguments } from "./arguments.js";
import { compareRuns, comparisonText, type PlacedRun } from "./comparison.js";
import type { playScenarios } from "./play-scenarios.js";

type Selected = Parameters<typeof playScenarios>[1];
type Place = Pick<Selected, "target" | "asterisk" | "dialRules"> & { readonly name: string };

/**
 * The backends of `--compare`.
 * @throws as reading a target file does, before anything is played
 */
export function comparedPlaces(names: readonly string[], allowed: readonly string[]): readonly Place[] {
  return names.map((given, index) => {
    const before = names.slice(0, index).filter((each) => each === given).length;
    const name = before === 0 ? given : `${given} (${before + 1})`;
    if (given === "embedded") return { name, target: undefined, dialRules: consentedRules(undefined, []) };
    const named = readTarget(given);
    const { target } = named;
    return {
      name,
      target,
      asterisk: asteriskOf(named, process.env),
      dialRules: consentedRules(target, allowed),
    };
  });
}

/** Plays the same scenarios with the same seed on each backend, and prints where the verdicts differ. */
export async function playOnAll(
  args: RunArguments & { readonly seed: number },
  selected: Omit<Selected, "target" | "asterisk" | "dialRules" | "reports">,
  places: readonly Place[],
): Promise<void> {
  const { playScenarios: play } = await import("./play-scenarios.js");
  const runs: PlacedRun[] = [];
  const codes: number[] = [];
  for (const { name, ...place } of places) {
    process.stderr.write(`On ${name}:\n`);
    const { events, exitCode } = await play(args, { ...selected, ...place, reports: [], quiet: args.json });
    runs.push({ place: name, scenarios: summarizeRun(events).scenarios });
    codes.push(exitCode);
    if (exitCode === exitCodes.interrupted) break;
  }
  const compared = compareRuns(runs);
  process.stdout.write(args.json ? `${JSON.stringify(compared, undefined, 2)}\n` : comparisonText(compared));
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
