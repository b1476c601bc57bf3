import type { Clock } from "../model/clock.js";
import type { Random } from "../model/random.js";

/** Pause before the configuration server is asked again, seconds of the real phone (assumption). */
const firstRetrySeconds = 30;
const lastRetrySeconds = 300;

/**
 * How long a STRANDED phone waits before it asks again: doubling, with jitter, so that a building after a power cut
 * does not ask in step.
 * @param failures attempts so far, from 0
 * @returns seconds of the real phone
 */
export function strandedRetrySeconds(failures: number, random: Random): number {
  const full = Math.min(lastRetrySeconds, firstRetrySeconds * 2 ** Math.min(failures, 10));
  return full * (0.5 + random.next() / 2);
}

/** Resolves after the time or at the abort, whichever comes first. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const onAbort = (): void => {
      cancel();
      resolve();
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    });
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
