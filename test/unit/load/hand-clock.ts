import type { Clock } from "../../../sim/model/clock.js";

/** A clock that the test sets by hand; its timers never fire. */
export function handClock(): Clock & { set(ms: number): void } {
  let now = 0;
  return {
    now: () => now,
    wall: () => now,
    after: () => () => undefined,
    set: (ms) => {
      now = ms;
    },
  };
}
