import type { PacingEnd } from "../fleet/pacing.js";
import type { Plan } from "../model/load/plan.js";
import type { DeskFailure, LoadResult } from "../transcript/load-result.js";
import { countOutcomes, outcomeOf } from "./desk-outcome.js";
import type { DeskRecord } from "./desk-record.js";
import { invalidity, type RunEnding } from "./invalidity.js";
import { judgeThresholds, withoutJudgement } from "./judge-thresholds.js";
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
  // Not ended by the plan: what was measured until then judges nobody.
  const isCut = ending.by === "interrupt" || ending.by === "backend";
  const outcomes = countOutcomes(records.map((record) => outcomeOf(record, isCut)));
  const times = {
    start: metrics.start.summary(),
    register: metrics.register.summary(),
    refresh: metrics.refresh.summary(),
    gap: metrics.gap.summary(),
  };
  const seconds = (metrics.endedMs - metrics.beganMs) / 1000;
  const judged = judgeThresholds(plan.thresholds, { desks: records.length, outcomes, times });
  const thresholds = isCut ? withoutJudgement(judged) : judged;
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
      droppedStarts: isCut ? 0 : pacing.dropped,
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
    failures: records.flatMap((record) => failureOf(record, isCut)),
  };
}

/** Failing desks are failures of the PBX: the hold is not cut off by them. */
function countHeld(records: readonly DeskRecord[], refreshes: number) {
  const able = records.filter(({ plannedMs, isFailing }) => plannedMs !== undefined && !isFailing);
  return { refreshes, desks: able.length, held: able.filter((record) => record.isDone(refreshes)).length };
}

function failureOf(record: DeskRecord, isCut: boolean): DeskFailure[] {
  const { name, model, mac, extension, status, reason } = record;
  const outcome = outcomeOf(record, isCut);
  if (outcome === "registered" || outcome === "not-started" || outcome === "interrupted") return [];
  return [{ desk: name, model, mac, extension, outcome, status, reason }];
}
