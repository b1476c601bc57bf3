import type { OutcomeName, TimeName } from "../model/load/threshold.js";

/** What a load run measured, as plain data. All times are milliseconds unless the name says otherwise. */

/**
 * What came of a desk. `not-started`: its moment never came. `interrupted`: it had no answer yet when the user gave the
 * run up, or the backend was gone.
 */
export type DeskOutcome = OutcomeName | UnfinishedName;
type UnfinishedName = "not-started" | "interrupted";

/** A distribution of times, from a histogram with three significant digits. */
export interface TimeSummary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface ThresholdResult {
  readonly text: string;
  /**
   * `no-data`: nothing was measured for it, so the run is invalid. `not-judged`: the run did not come to an end of its
   * own.
   */
  readonly verdict: "held" | "broken" | "no-data" | "not-judged";
  readonly measured: number | undefined;
}

/** A desk that had its chance, and did not end registered. */
export interface DeskFailure {
  readonly desk: string;
  readonly model: string;
  readonly mac: string;
  readonly extension: string;
  readonly outcome: Exclude<OutcomeName, "registered">;
  /** Last SIP status; 0 where none came. */
  readonly status: number;
  readonly reason: string;
}

/** Whether the generator itself kept up. */
interface GeneratorHealth {
  /** 99th percentile of the event loop's lateness. */
  readonly loopLagP99Ms: number;
  /** Starts that came more than a second after their planned moment. */
  readonly lateStarts: number;
  /** Desks that were planned and never started, though nobody ended the run. */
  readonly droppedStarts: number;
  readonly cpuSeconds: number;
  readonly peakMemoryMegabytes: number;
  /** CPU of this process while the fleet started, per first registration: boot, files, screens and all. */
  readonly cpuMicrosPerStart: number | undefined;
  /** CPU of this process while the fleet was held, per refresh. */
  readonly cpuMicrosPerRefresh: number | undefined;
}

export interface LoadResult {
  readonly plan: string;
  readonly desks: number;
  readonly started: number;
  readonly outcomes: Readonly<Record<OutcomeName, number> & Partial<Record<UnfinishedName, number>>>;
  readonly times: Readonly<Record<TimeName, TimeSummary>>;
  readonly requests: {
    readonly sent: number;
    readonly retransmitted: number;
    readonly registrations: number;
    readonly refreshes: number;
    readonly perSecond: number;
    readonly timeouts: number;
  };
  /** Longest time that a desk which had been registered was not, and whose. */
  readonly longestGap: { readonly ms: number; readonly desk: string | undefined };
  readonly thresholds: readonly ThresholdResult[];
  readonly generator: GeneratorHealth;
  /** The user gave the run up before its hold was complete. */
  readonly interrupted: boolean;
  /** Why the measurement cannot be trusted; empty where it can. */
  readonly invalid: readonly string[];
  readonly failures: readonly DeskFailure[];
}

/** Where a load run stands, once a second. */
export interface LoadProgress {
  readonly phase: "start" | "hold";
  readonly planned: number;
  readonly started: number;
  readonly registered: number;
  readonly refused: number;
  readonly failing: number;
  readonly refreshes: number;
  /** Desks that completed what the plan asks for. */
  readonly done: number;
}
