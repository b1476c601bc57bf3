import type { Backend } from "../fleet/backend.js";
import type { FleetOptions } from "../fleet/desk.js";
import { paceStarts } from "../fleet/pacing.js";
import type { Plan } from "../model/plan.js";
import type { Profiles } from "../model/profile.js";
import type { Random } from "../model/random.js";
import { registrationPoolOf } from "../phone/registration/registration-pool.js";
import type { LoadProgress, LoadResult } from "../transcript/load-result.js";
import type { Recorder } from "../transcript/recorder.js";
import { GeneratorMeter } from "./generator-meter.js";
import { createLoadFleet, type LoadDesk, mappingsOf } from "./load-fleet.js";
import { LoadMetrics } from "./load-metrics.js";
import { loadResult } from "./load-report.js";

export interface LoadOptions {
  readonly plan: Plan;
  readonly backend: Backend;
  readonly fleet: FleetOptions;
  readonly profiles: Profiles;
  readonly random: Random;
  /** Hears the progress once a second, and the result. */
  readonly recorder: Recorder;
  /** Gives the run up: what was measured until then is the result. */
  readonly signal: AbortSignal;
}

const progressEveryMs = 1000;
/** Handsets are stopped in groups, so that closing thousands of sockets does not hold the loop up. */
const stopGroup = 200;

/**
 * Runs a plan: all desks are known to the backend as logged out, get power at the plan's rate, register to their
 * placeholder, and are held until each has refreshed as often as the plan says.
 */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { plan, backend, fleet, recorder, signal } = options;
  const { clock } = fleet;
  const metrics = new LoadMetrics(plan, clock);
  const desks = createLoadFleet({ ...options, onEvent: (record, event) => metrics.take(record, event) });
  const records = desks.map(({ record }) => record);
  await backend.admin.putMappings(mappingsOf(records, fleet.setup));

  const pool = registrationPoolOf(clock, fleet.timers);
  pool.meter = metrics;
  const meter = new GeneratorMeter();
  const watch = startProgress(metrics, meter, recorder, clock);
  const limited = AbortSignal.any([signal, limitSignal(plan.timeLimit, clock)]);
  try {
    const pacing = await paceStarts(
      { count: desks.length, perSecond: plan.start.rate },
      (index, plannedMs) => powerOn(desks[index], plannedMs),
      clock,
      limited,
    );
    await metrics.reached("settled", limited);
    const startCpuMicros = meter.cpuMicros();
    watch.phase = "hold";
    const registeredAtStart = metrics.registrations;
    await metrics.reached("done", limited);
    const cpu = { start: startCpuMicros, hold: meter.cpuMicros() - startCpuMicros };
    metrics.end(records);
    return loadResult({
      plan,
      records,
      metrics,
      pacing,
      cpu,
      registeredAtStart,
      counters: pool.counters,
      meter,
    });
  } finally {
    watch.stop();
    pool.meter = undefined;
    await stopAll(desks);
  }
}

function powerOn(desk: LoadDesk | undefined, plannedMs: number): void {
  if (!desk) return;
  desk.record.plannedMs = plannedMs;
  void desk.desk.handset.powerOn();
}

function limitSignal(limitMs: number, clock: FleetOptions["clock"]): AbortSignal {
  const controller = new AbortController();
  clock.after(limitMs, () => controller.abort());
  return controller.signal;
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

async function stopAll(desks: readonly LoadDesk[]): Promise<void> {
  for (let first = 0; first < desks.length; first += stopGroup) {
    await Promise.all(desks.slice(first, first + stopGroup).map(({ desk }) => desk.close()));
  }
}
