import type { Clock } from "../model/clock.js";

/** What became of a row of planned starts. */
export interface PacingEnd {
  readonly started: number;
  /** Planned and never started: the run was given up first. */
  readonly dropped: number;
  /** Started more than a second after the planned moment. */
  readonly late: number;
}

/** How often the pacer looks at the clock: fine enough that a rate is smooth, coarse enough to cost nothing. */
const tickMs = 10;
const lateMs = 1000;

/**
 * Starts things at a rate, in the open model: the next never waits for the last to finish. Planned moments are
 * `index / rate`; a start whose moment has passed happens at once.
 * @param start gets the index and its planned moment on `clock`
 */
export function paceStarts(
  plan: { readonly count: number; readonly perSecond: number },
  start: (index: number, plannedMs: number) => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<PacingEnd> {
  const beganMs = clock.now();
  let started = 0;
  let late = 0;
  return new Promise((resolve) => {
    const tick = (): void => {
      while (started < plan.count && !signal.aborted) {
        const plannedMs = beganMs + (started * 1000) / plan.perSecond;
        const now = clock.now();
        if (now < plannedMs) break;
        if (now - plannedMs > lateMs) late++;
        start(started, plannedMs);
        started++;
      }
      if (started === plan.count || signal.aborted) resolve({ started, dropped: plan.count - started, late });
      else clock.after(tickMs, tick);
    };
    tick();
  });
}
