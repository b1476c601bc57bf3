import type { PacingEnd } from "../fleet/pacing.js";
import type { Plan } from "../model/plan.js";
import type { OutcomeName } from "../model/threshold.js";
import type { RegistrationCounters } from "../phone/registration/registration-counters.js";
import type { DeskFailure, LoadResult, ThresholdResult } from "../transcript/load-result.js";
import type { DeskRecord } from "./desk-record.js";
import type { GeneratorMeter } from "./generator-meter.js";
import { judgeThresholds } from "./judge-thresholds.js";
import type { LoadMetrics } from "./load-metrics.js";

/** What the run leaves behind, before it is judged. */
interface LoadEnd {
  readonly plan: Plan;
  readonly records: readonly DeskRecord[];
  readonly metrics: LoadMetrics;
  readonly pacing: PacingEnd;
  /** CPU of this process in microseconds, while the fleet started and while it was held. */
  readonly cpu: { readonly start: number; readonly hold: number };
  /** First registrations that the CPU of the start was spent on. */
  readonly registeredAtStart: number;
  readonly counters: RegistrationCounters;
  readonly meter: GeneratorMeter;
}

/** Above these the generator, not the PBX, made the figures. */
const maxLoopLagP99Ms = 250;
const maxShareOfLateStarts = 0.01;

/** Puts the result together and judges it. */
export function loadResult(end: LoadEnd): LoadResult {
  const { plan, records, metrics, pacing, cpu, registeredAtStart, counters } = end;
  const outcomes = countOutcomes(records);
  const times = {
    start: metrics.start.summary(),
    register: metrics.register.summary(),
    refresh: metrics.refresh.summary(),
    gap: metrics.gap.summary(),
  };
  const seconds = (metrics.endedMs - metrics.beganMs) / 1000;
  const health = end.meter.end();
  const thresholds = judgeThresholds(plan.thresholds, { desks: records.length, outcomes, times });
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
      sent: counters.sent,
      retransmitted: counters.retransmits,
      registrations: metrics.registrations,
      refreshes: metrics.refreshes,
      perSecond: seconds > 0 ? counters.sent / seconds : 0,
      timeouts: counters.timeouts,
    },
    longestGap: { ms: worst?.longestGapMs ?? 0, desk: worst?.name },
    thresholds,
    generator: {
      ...health,
      lateStarts: pacing.late,
      droppedStarts: pacing.dropped,
      cpuMicrosPerStart: registeredAtStart === 0 ? undefined : cpu.start / registeredAtStart,
      cpuMicrosPerRefresh: metrics.refreshes === 0 ? undefined : cpu.hold / metrics.refreshes,
    },
    invalid: invalidity(plan, pacing, health.loopLagP99Ms, thresholds),
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

/** Why the figures say nothing about the PBX: the harness does not lie (promise 3). */
function invalidity(
  plan: Plan,
  { dropped, late }: PacingEnd,
  loopLagP99Ms: number,
  thresholds: readonly ThresholdResult[],
): string[] {
  const allowed = plan.fleet.count * maxShareOfLateStarts;
  return [
    ...(dropped > allowed ? [`${dropped} of ${plan.fleet.count} desks were never started`] : []),
    ...(late > allowed ? [`${late} desks started more than a second late: the generator is saturated`] : []),
    ...(loopLagP99Ms > maxLoopLagP99Ms
      ? [`the generator's event loop lagged by ${Math.round(loopLagP99Ms)} ms (p99): it is saturated`]
      : []),
    ...thresholds.flatMap(({ text, verdict }) =>
      verdict === "no-data" ? [`nothing was measured for ${text}`] : [],
    ),
  ];
}

function failureOf(record: DeskRecord): DeskFailure[] {
  const { name, model, mac, extension, outcome, status, reason } = record;
  return outcome === "registered" ? [] : [{ desk: name, model, mac, extension, outcome, status, reason }];
}
