import type { Clock } from "../model/clock.js";
import type { Plan } from "../model/load/plan.js";
import type { RegistrationCounters } from "../phone/registration/registration-counters.js";
import type { RegistrationMeter } from "../phone/sip-shared.js";
import type { EventBody } from "../transcript/event.js";
import type { LoadProgress } from "../transcript/load-result.js";
import type { DeskRecord } from "./desk-record.js";
import { TimeHistogram } from "./time-histogram.js";

/** How far the whole fleet is: each desk had its first answer, or each did what the plan asks. */
type Milestone = "settled" | "done";

/** Everything a load run counts while it goes on. */
export class LoadMetrics implements RegistrationMeter {
  readonly start = new TimeHistogram();
  readonly register = new TimeHistogram();
  readonly refresh = new TimeHistogram();
  readonly gap = new TimeHistogram();
  registrations = 0;
  refreshes = 0;
  readonly beganMs: number;
  endedMs = 0;
  readonly #plan: Plan;
  readonly #clock: Clock;
  readonly #counters: RegistrationCounters;
  readonly #seen = new Set<DeskRecord>();
  readonly #settled = new Set<DeskRecord>();
  readonly #done = new Set<DeskRecord>();
  #wake: () => void = () => undefined;

  /** @param counters of the fleet of this run */
  constructor(plan: Plan, clock: Clock, counters: RegistrationCounters) {
    this.#plan = plan;
    this.#clock = clock;
    this.#counters = counters;
    this.beganMs = clock.now();
  }

  /** Takes an event of a desk. */
  take(record: DeskRecord, event: EventBody): void {
    if (event.type === "power" && event.on) this.#seen.add(record);
    const now = this.#clock.now();
    const wasRegistered = record.firstRegisteredMs !== undefined;
    if (!record.take(event, now)) return;
    if (!wasRegistered && record.firstRegisteredMs !== undefined && record.plannedMs !== undefined) {
      this.start.add(now - record.plannedMs);
    }
    this.#settled.add(record);
    if (record.isDone(this.#plan.hold.refreshes)) this.#done.add(record);
    else this.#done.delete(record);
    this.#wake();
  }

  registered(ms: number, isRefresh: boolean): void {
    (isRefresh ? this.refresh : this.register).add(ms);
    if (isRefresh) this.refreshes++;
    else this.registrations++;
  }

  /** @returns true once the whole fleet is there, false where the run is given up first */
  async reached(milestone: Milestone, signal: AbortSignal): Promise<boolean> {
    const reached = milestone === "settled" ? this.#settled : this.#done;
    const onAbort = (): void => this.#wake();
    signal.addEventListener("abort", onAbort, { once: true });
    while (reached.size < this.#plan.fleet.count && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    signal.removeEventListener("abort", onAbort);
    return reached.size >= this.#plan.fleet.count;
  }

  requests(): { sent: number; retransmitted: number; timeouts: number } {
    const { sent, retransmits, timeouts } = this.#counters;
    return { sent, retransmitted: retransmits, timeouts };
  }

  /** Closes what is open at the end of the run. */
  end(records: readonly DeskRecord[]): void {
    this.endedMs = this.#clock.now();
    for (const record of records) {
      record.end(this.endedMs);
      if (record.firstRegisteredMs !== undefined) this.gap.add(record.longestGapMs);
    }
  }

  progress(): Omit<LoadProgress, "phase"> {
    const states = [...this.#seen].map(({ state }) => state);
    const count = (...wanted: string[]): number => states.filter((state) => wanted.includes(state)).length;
    return {
      planned: this.#plan.fleet.count,
      started: this.#seen.size,
      registered: count("registered"),
      refused: count("refused", "rejected"),
      failing: count("failing"),
      refreshes: this.refreshes,
      done: this.#done.size,
    };
  }
}
