import { performance } from "node:perf_hooks";
import type { Clock } from "../model/clock.js";

/** The real clock: monotonic by `performance`, timers that do not keep the process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
