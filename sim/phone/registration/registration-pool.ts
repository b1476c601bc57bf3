import type { Clock } from "../../model/clock.js";
import { createRandom } from "../../model/random.js";
import type { SipTimers } from "../../sip/timers.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { scaledMs } from "./backoff.js";
import { defaultGateLimits, type GateLimits, RegistrarGate } from "./registrar-gate.js";
import { newRegistrationCounters, type RegistrationCounters } from "./registration-counters.js";
import { TimerWheel } from "./timer-wheel.js";

/** Port: what a load run hears of every registration, as it happens. */
export interface RegistrationMeter {
  /** First copy of one request to its final answer, in ms. */
  roundTrip(ms: number): void;
  /** Start of an attempt to its 2xx, in ms, challenges included. */
  registered(ms: number, refresh: boolean): void;
}

/** What all handsets of one process share for registering: timers, the limit on starts, the totals. */
export class RegistrationPool {
  readonly wheel: TimerWheel;
  readonly counters: RegistrationCounters = newRegistrationCounters();
  meter: RegistrationMeter | undefined;
  limits: GateLimits;
  readonly #random = createRandom(0);
  readonly #gates = new Map<string, RegistrarGate>();

  constructor(clock: Clock, timers: SipTimers) {
    // A tenth of T1: late enough to be cheap, early enough for timer E.
    this.wheel = new TimerWheel(clock, { tickMs: Math.max(1, Math.min(50, timers.t1 / 10)) });
    this.limits = {
      ...defaultGateLimits,
      probeEveryMs: scaledMs(defaultGateLimits.probeEveryMs, timers),
    };
  }

  gate(registrar: SocketAddress): RegistrarGate {
    const key = `${registrar.host}:${registrar.port}`;
    const known = this.#gates.get(key);
    if (known !== undefined) return known;
    const gate = new RegistrarGate(this.limits, this.#random.fork(key));
    this.#gates.set(key, gate);
    return gate;
  }
}

const pools = new WeakMap<Clock, Map<number, RegistrationPool>>();

/**
 * The pool of this process: its handsets share one clock, and with it one wheel and one limit. Handsets with another
 * T1 have a pool of their own.
 */
export function registrationPoolOf(clock: Clock, timers: SipTimers): RegistrationPool {
  const byT1 = pools.get(clock) ?? new Map<number, RegistrationPool>();
  pools.set(clock, byT1);
  const pool = byT1.get(timers.t1) ?? new RegistrationPool(clock, timers);
  byT1.set(timers.t1, pool);
  return pool;
}
