import type { Backend } from "../fleet/backend/backend.js";
import type { FleetOptions } from "../fleet/desk.js";
import { paceStarts } from "../fleet/pacing.js";
import type { Plan } from "../model/load/plan.js";
import type { Profiles } from "../model/profile/profile.js";
import type { Random } from "../model/random.js";
import { newRegistrationCounters } from "../phone/registration/registration-counters.js";
import { sipTimerWheel } from "../sip/timer-wheel.js";
import type { LoadProgress, LoadResult } from "../transcript/load-result.js";
import type { Recorder } from "../transcript/recorder.js";
import { GeneratorMeter } from "./generator-meter.js";
import type { RunEnding } from "./invalidity.js";
import { createLoadFleet, type LoadDesk, mappingsOf } from "./load-fleet.js";
import { LoadMetrics } from "./load-metrics.js";
import { loadResult } from "./load-report.js";

export interface LoadOptions {
  readonly plan: Plan;
  readonly backend: Backend;
  /** What the phones share is made for the run, which counts in it. */
  readonly fleet: Omit<FleetOptions, "shared">;
  readonly profiles: Profiles;
  readonly random: Random;
  /** Hears the progress once a second, and the result. */
  readonly recorder: Recorder;
  /** The user gives the run up: what was measured until then is the result. */
  readonly interrupt: AbortSignal;
  /** The backend is gone, and the run with it; the signal's reason says what became of it. */
  readonly backendEnded: AbortSignal;
}

const progressEveryMs = 1000;
/** A PBX that does not answer any more must not hold up the result: after that time the rest goes without a word. */
const goodbyeLimitMs = 20_000;
/** Handsets are stopped in groups, so that closing thousands of sockets does not hold the loop up. */
const stopGroup = 200;

/**
 * Runs a plan: all desks are known to the backend as logged out, get power at the plan's rate, register to their
 * placeholder, and are held until each has refreshed as often as the plan says.
 */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { plan, backend, recorder, interrupt, backendEnded } = options;
  const { clock, timers } = options.fleet;
  const counters = newRegistrationCounters();
  const metrics = new LoadMetrics(plan, clock, counters);
  const shared = { wheel: sipTimerWheel(clock, timers), counters, meter: metrics };
  const fleet = { ...options.fleet, shared };
  const desks = createLoadFleet({
    ...options,
    fleet,
    onEvent: (record, event) => metrics.take(record, event),
  });
  const records = desks.map(({ record }) => record);
  await backend.admin.putMappings(mappingsOf(records, fleet.setup));

  const meter = new GeneratorMeter();
  const watch = startProgress(metrics, meter, recorder, clock);
  const limit = new AbortController();
  const cancelLimit = clock.after(plan.timeLimit, () => limit.abort());
  const givenUp = AbortSignal.any([interrupt, backendEnded, limit.signal]);
  try {
    const pacing = await paceStarts(
      { count: desks.length, perSecond: plan.start.rate },
      (index, plannedMs) => powerOn(desks[index], plannedMs),
      clock,
      givenUp,
    );
    await metrics.reached("settled", givenUp);
    const startCpuMicros = meter.cpuMicros();
    watch.phase = "hold";
    const registeredAtStart = metrics.registrations;
    const isHeld = await metrics.reached("done", givenUp);
    const cpu = { start: startCpuMicros, hold: meter.cpuMicros() - startCpuMicros };
    metrics.end(records);
    return loadResult({
      plan,
      records,
      metrics,
      ending: isHeld ? { by: "hold" } : whatEnded(interrupt, backendEnded),
      pacing,
      cpu,
      registeredAtStart,
      generator: meter.end(),
    });
  } finally {
    cancelLimit();
    watch.stop();
    const goodbyeUntilMs = clock.now() + goodbyeLimitMs;
    await stopAll(desks, ({ desk }) =>
      backendEnded.aborted || clock.now() > goodbyeUntilMs ? desk.abandon() : desk.close(),
    );
  }
}

function powerOn(desk: LoadDesk | undefined, plannedMs: number): void {
  if (!desk) return;
  desk.record.plannedMs = plannedMs;
  void desk.desk.handset.powerOn();
}

function whatEnded(interrupt: AbortSignal, backendEnded: AbortSignal): RunEnding {
  if (interrupt.aborted) return { by: "interrupt" };
  if (backendEnded.aborted) return { by: "backend", reason: String(backendEnded.reason) };
  return { by: "time-limit" };
}

interface ProgressWatch {
  phase: LoadProgress["phase"];
  stop(): void;
}

function startProgress(
  metrics: LoadMetrics,
  meter: GeneratorMeter,
  recorder: Recorder,
  clock: FleetOptions["clock"],
): ProgressWatch {
  let cancel = (): void => undefined;
  const watch: ProgressWatch = { phase: "start", stop: () => cancel() };
  const tell = (): void => {
    meter.sampleMemory();
    recorder.record({ type: "load-progress", phase: watch.phase, ...metrics.progress() });
    cancel = clock.after(progressEveryMs, tell);
  };
  cancel = clock.after(progressEveryMs, tell);
  return watch;
}

async function stopAll(desks: readonly LoadDesk[], stop: (desk: LoadDesk) => Promise<void>): Promise<void> {
  for (let first = 0; first < desks.length; first += stopGroup) {
    await Promise.all(desks.slice(first, first + stopGroup).map(stop));
  }
}
