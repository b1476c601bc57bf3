import type { TranscriptEvent, Verdict } from "../../sim/transcript/event.js";
import { type ScenarioSummary, summarizeRun } from "../../sim/transcript/run-summary.js";

/** What became of the same scenarios on one backend. */
export interface PlacedRun {
  /** `embedded`, or the target file. */
  readonly place: string;
  readonly scenarios: readonly Pick<ScenarioSummary, "id" | "file" | "name" | "verdict" | "reason">[];
  /** Why the run as a whole is not to be trusted, or did not come to its end. */
  readonly troubles: readonly string[];
}

/** One scenario on all of them. `differs`: judged on each that could, and not alike. */
export interface ComparedScenario {
  readonly file: string;
  readonly name: string;
  readonly comparison: "same" | "differs" | "not-compared";
  readonly on: Readonly<Record<string, { readonly verdict: Verdict; readonly reason?: string }>>;
}

/** Several runs of the same scenarios, side by side. */
export interface Comparison {
  readonly scenarios: readonly ComparedScenario[];
  /** Of whole runs, each with its backend: then there is no success. */
  readonly troubles: readonly string[];
}

/** @param events of one run, in order, as they were recorded */
export function placedRun(place: string, events: readonly TranscriptEvent[]): PlacedRun {
  const { scenarios, verdict, invalid } = summarizeRun(events);
  const cut = verdict === "interrupted" ? ["the run did not come to its end"] : [];
  return { place, scenarios, troubles: [...invalid.map((why) => `run invalid: ${why}`), ...cut] };
}

const unjudged: ReadonlySet<Verdict> = new Set(["blocked", "skipped"]);

/** Pure. A verdict that nobody could give is no difference between two PBXs. */
export function compareRuns(runs: readonly PlacedRun[]): Comparison {
  const [first] = runs;
  const scenarios = (first?.scenarios ?? []).map(({ id, file, name }) => {
    const found = runs.map(({ place, scenarios: played }) => {
      const { verdict = "skipped", reason } = played.find((each) => each.id === id) ?? {};
      return [place, { verdict, ...(reason !== undefined && { reason }) }] as const;
    });
    const verdicts = found.map(([, { verdict }]) => (verdict === "flaky" ? "passed" : verdict));
    const isJudged = !verdicts.some((each) => unjudged.has(each));
    const comparison = !isJudged ? "not-compared" : new Set(verdicts).size === 1 ? "same" : "differs";
    return { file, name, comparison, on: Object.fromEntries(found) } as const;
  });
  return {
    scenarios,
    troubles: runs.flatMap(({ place, troubles }) => troubles.map((why) => `${place}: ${why}`)),
  };
}

/** Whether nothing speaks against that scenario: alike, or not compared, and failed nowhere. */
export function isGood({ comparison, on }: ComparedScenario): boolean {
  return comparison !== "differs" && !Object.values(on).some(({ verdict }) => verdict === "failed");
}

/** `lab.yaml: failed: no call`, for each backend. */
export function verdictTexts({ on }: ComparedScenario): string[] {
  return Object.entries(on).map(
    ([place, { verdict, reason }]) =>
      `${place}: ${verdict}${reason === undefined || verdict === "passed" ? "" : `: ${reason}`}`,
  );
}
