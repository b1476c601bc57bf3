import type { PacingEnd } from "../fleet/pacing.js";
import type { Plan } from "../model/load/plan.js";
import type { OutcomeName } from "../model/load/threshold.js";
import type { DeskFailure, LoadResult } from "../transcript/load-result.js";
import type { DeskRecord } from "./desk-record.js";
import { invalidity, type RunEnding } from "./invalidity.js";
import { judgeThresholds } from "./judge-thresholds.js";
import type { LoadMetrics } from "./load-metrics.js";

/** What the run leaves behind, before it is judged. */
interface LoadEnd {
  readonly plan: Plan;
  readonly records: readonly DeskRecord[];
  readonly metrics: LoadMetrics;
  readonly ending: RunEnding;
  readonly pacing: PacingEnd;
  /** CPU of this process in microseconds, while the fleet started and while it was held. */
  readonly cpu: { readonly start: number; readonly hold: number };
  /** First registrations that the CPU of the start was spent on. */
  readonly registeredAtStart: number;
  readonly generator: GeneratorFigures;
}

type GeneratorFigures = Pick<LoadResult["generator"], "loopLagP99Ms" | "peakMemoryMegabytes" | "cpuSeconds">;

/** Puts the result together and judges it. */
export function loadResult(end: LoadEnd): LoadResult {
  const { plan, records, metrics, ending, pacing, cpu, registeredAtStart, generator } = end;
  const outcomes = countOutcomes(records);
  const times = {
    start: metrics.start.summary(),
    register: metrics.register.summary(),
    refresh: metrics.refresh.summary(),
    gap: metrics.gap.summary(),
  };
  const seconds = (metrics.endedMs - metrics.beganMs) / 1000;
  const thresholds = judgeThresholds(plan.thresholds, { desks: records.length, outcomes, times });
  const requests = metrics.requests();
  const worst = records.reduce<DeskRecord | undefined>(
    (worse, each) => (each.longestGapMs > (worse?.longestGapMs ?? 0) ? each : worse),
    undefined,
  );
  return {
    plan: plan.plan,
    desks: records.length,
    started: pacing.started,
    outcomes,
    times,
    requests: {
      ...requests,
      registrations: metrics.registrations,
      refreshes: metrics.refreshes,
      perSecond: seconds > 0 ? requests.sent / seconds : 0,
    },
    longestGap: { ms: worst?.longestGapMs ?? 0, desk: worst?.name },
    thresholds,
    generator: {
      ...generator,
      lateStarts: pacing.late,
      droppedStarts: pacing.dropped,
      cpuMicrosPerStart: registeredAtStart === 0 ? undefined : cpu.start / registeredAtStart,
      cpuMicrosPerRefresh: metrics.refreshes === 0 ? undefined : cpu.hold / metrics.refreshes,
    },
    interrupted: ending.by === "interrupt",
    invalid: invalidity({
      ending,
      pacing,
      hold: countHeld(records, plan.hold.refreshes),
      loopLagP99Ms: generator.loopLagP99Ms,
      thresholds,
    }),
    failures: records.flatMap(failureOf),
  };
}

function countOutcomes(records: readonly DeskRecord[]): Record<OutcomeName, number> {
  const count = (name: OutcomeName): number => records.filter(({ outcome }) => outcome === name).length;
  return {
    registered: count("registered"),
    refused: count("refused"),
    rejected: count("rejected"),
    failed: count("failed"),
    unprovisioned: count("unprovisioned"),
  };
}

/** Failing desks are failures of the PBX: the hold is not cut off by them. */
function countHeld(records: readonly DeskRecord[], refreshes: number) {
  const able = records.filter(({ plannedMs, isFailing }) => plannedMs !== undefined && !isFailing);
  return { refreshes, desks: able.length, held: able.filter((record) => record.isDone(refreshes)).length };
}

function failureOf(record: DeskRecord): DeskFailure[] {
  const { name, model, mac, extension, outcome, status, reason } = record;
  return outcome === "registered" ? [] : [{ desk: name, model, mac, extension, outcome, status, reason }];
}
