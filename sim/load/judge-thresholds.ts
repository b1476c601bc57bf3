import { holds, type OutcomeName, type Threshold, type TimeName } from "../model/load/threshold.js";
import type { ThresholdResult, TimeSummary } from "../transcript/load-result.js";

interface Measured {
  readonly desks: number;
  readonly outcomes: Readonly<Record<OutcomeName, number>>;
  readonly times: Readonly<Record<TimeName, TimeSummary>>;
}

/** Judges every threshold. One without data is `no-data`, never held: silence is not success. */
export function judgeThresholds(thresholds: readonly Threshold[], measured: Measured): ThresholdResult[] {
  return thresholds.map((threshold) => {
    const value = measuredFor(threshold, measured);
    const verdict = value === undefined ? "no-data" : holds(threshold, value) ? "held" : "broken";
    return { text: threshold.text, verdict, measured: value };
  });
}

/** The same of a run that was cut: what it measured so far holds nothing, and breaks nothing. */
export function withoutJudgement(results: readonly ThresholdResult[]): ThresholdResult[] {
  return results.map((result) => ({ ...result, verdict: "not-judged" }));
}

function measuredFor(threshold: Threshold, { desks, outcomes, times }: Measured): number | undefined {
  if (threshold.of === "outcome") {
    const count = outcomes[threshold.name];
    if (threshold.metric === "count") return count;
    return desks === 0 ? undefined : count / desks;
  }
  const time = times[threshold.name];
  return time.count === 0 ? undefined : time[threshold.metric];
}
