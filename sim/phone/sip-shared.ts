import type { Clock } from "../model/clock.js";
import { sipTimerWheel, type TimerWheel } from "../sip/timer-wheel.js";
import type { SipTimers } from "../sip/timers.js";
import { newRegistrationCounters, type RegistrationCounters } from "./registration/registration-counters.js";

/** Port: what a load run hears of every registration, as it happens. */
export interface RegistrationMeter {
  /** @param ms from the start of an attempt to its 2xx, challenges included */
  registered(ms: number, isRefresh: boolean): void;
}

/**
 * What the phones of one fleet share, made together with the fleet. Real phones do not coordinate: nothing in here
 * makes one wait for another.
 */
export interface SipShared {
  readonly wheel: TimerWheel;
  /** Of all phones together. */
  readonly counters: RegistrationCounters;
  readonly meter?: RegistrationMeter;
}

/** For a fleet of which nothing is measured. */
export function createSipShared(clock: Clock, timers: SipTimers): SipShared {
  return { wheel: sipTimerWheel(clock, timers), counters: newRegistrationCounters() };
}
