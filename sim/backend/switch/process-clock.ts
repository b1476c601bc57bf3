import type { Clock } from "../../model/clock.js";

/** The clock of the process, for a switch that is started without one. */
export const processClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
