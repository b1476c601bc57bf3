import type { Backend } from "../fleet/backend/backend.js";
import type { Desk } from "../fleet/desk.js";
import type { Clock } from "../model/clock.js";
import type { RunOptions } from "./run-options.js";

/** How long a phone or the backend may take to release what it holds, in milliseconds. */
const releaseLimitMs = 5000;

/**
 * Takes everything down: the phones hang up, unregister and stop, then the backend stops.
 * @param callsLeftUp asked in between
 * @returns what did not stop, in words
 */
export async function tearDown(
  desks: readonly Desk[],
  backend: Backend | undefined,
  { clock, timers }: Pick<RunOptions, "clock" | "timers">,
  callsLeftUp: () => Promise<readonly string[]>,
): Promise<string[]> {
  // A BYE without an answer is waited for until its transaction is over.
  const goodbyeLimitMs = 80 * timers.t1;
  const stopped = (what: string, stop: () => Promise<void>, limitMs: number) =>
    stoppedWithin(limitMs, what, stop, clock);
  const phones = await Promise.all(
    desks.map(async (desk) => {
      const limitMs = goodbyeLimitMs + releaseLimitMs;
      const leak = await stopped(`phone ${desk.handset.name}`, () => desk.close(), limitMs);
      // Else it would go on, and be heard in the next attempt.
      if (leak !== undefined) desk.abandon().catch(() => undefined);
      return leak;
    }),
  );
  const calls = phones.some((leak) => leak !== undefined) ? [] : await callsLeftUp();
  const rest = backend ? [await stopped("the backend", () => backend.stop(), releaseLimitMs)] : [];
  return [...phones, ...calls, ...rest].filter((leak) => leak !== undefined);
}

async function stoppedWithin(
  limitMs: number,
  what: string,
  stop: () => Promise<void>,
  clock: Clock,
): Promise<string | undefined> {
  let cancelTimer = (): void => {};
  const late = new Promise<string>((resolve) => {
    cancelTimer = clock.after(limitMs, () =>
      resolve(`${what} still holds its sockets after ${limitMs / 1000} s`),
    );
  });
  try {
    return await Promise.race([stop().then(() => undefined), late]);
  } catch (error) {
    return `${what} did not stop: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    cancelTimer();
  }
}
