import type { PacingEnd } from "../fleet/pacing.js";
import { standardTimers } from "../sip/timers.js";
import type { ThresholdResult } from "../transcript/load-result.js";

/** What ended a run: its hold was complete, or something came first. */
export type RunEnding =
  | { readonly by: "hold" | "time-limit" | "interrupt" }
  /** @property reason what became of it, for a reader */
  | { readonly by: "backend"; readonly reason: string };

/** What a run shows of itself, beside what it measured. */
interface Evidence {
  readonly ending: RunEnding;
  readonly pacing: PacingEnd;
  /** Refreshes that were asked of each desk, desks that could have made them, and those that did. */
  readonly hold: { readonly refreshes: number; readonly desks: number; readonly held: number };
  readonly loopLagP99Ms: number;
  readonly thresholds: readonly ThresholdResult[];
}

/**
 * Above these the generator, not the PBX, made the figures. A loop that is later than T1 repeats requests that were
 * answered in time.
 */
const maxLoopLagP99Ms = standardTimers.t1;
const maxShareOfLateStarts = 0.01;

/** Why the figures say nothing about the PBX: the harness does not lie (promise 3). Empty where they do. */
export function invalidity({ ending, pacing, hold, loopLagP99Ms, thresholds }: Evidence): string[] {
  // Whatever else is missing then is missing because of these.
  if (ending.by === "interrupt") return ["the run was interrupted"];
  if (ending.by === "backend") return [ending.reason];
  const { dropped, late } = pacing;
  const planned = pacing.started + dropped;
  return [
    ...(dropped > 0 ? [`${dropped} of ${planned} desks were never started`] : []),
    ...(ending.by === "time-limit" && hold.held < hold.desks ? [cutOff(hold)] : []),
    ...(late > planned * maxShareOfLateStarts
      ? [`${late} desks started more than a second late: the generator is saturated`]
      : []),
    ...(loopLagP99Ms > maxLoopLagP99Ms
      ? [`the generator's event loop lagged by ${Math.round(loopLagP99Ms)} ms (p99): it is saturated`]
      : []),
    ...thresholds.flatMap(({ text, verdict }) =>
      verdict === "no-data" ? [`nothing was measured for ${text}`] : [],
    ),
  ];
}

function cutOff({ refreshes, desks, held }: Evidence["hold"]): string {
  if (refreshes === 0) return `the start was cut off by time-limit: ${held} of ${desks} desks had an answer`;
  const often = refreshes === 1 ? "once" : `${refreshes} times`;
  return `the hold was cut off by time-limit: ${held} of ${desks} desks refreshed ${often}`;
}
