import { Timers } from "sip.js/lib/core/timers.js";
import type { SipTimers } from "../../sip/timers.js";

/**
 * Sets the timers of sip.js. They are one object for the process and read when a timer starts, so handsets with
 * different timers in one process get those of the last call begun.
 *
 * D, I, J and K are 0 in sip.js as if all transports were reliable; on UDP a repeated 4xx would get no ACK and a
 * repeated INFO a 500 (RFC 3261 table 4).
 */
export function alignTimers({ t1, t2, t4 }: SipTimers): void {
  const timeout = 64 * t1;
  Object.assign(Timers, {
    T1: t1,
    T2: t2,
    T4: t4,
    TIMER_B: timeout,
    TIMER_D: timeout,
    TIMER_F: timeout,
    TIMER_H: timeout,
    TIMER_I: t4,
    TIMER_J: timeout,
    TIMER_K: t4,
    TIMER_L: timeout,
    TIMER_M: timeout,
    TIMER_N: timeout,
  });
}
