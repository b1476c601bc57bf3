import type { Random } from "../../model/random.js";
import type { SipTimers } from "../../sip/timers.js";
import { between, leastWaitAfter, lostSoonMs, scaledMs, waitAfter } from "./backoff.js";

/** An attempt that failed. */
interface Failure {
  readonly kind: "refused" | "rejected" | "failing";
  /** How many requests it took. */
  readonly requests: number;
  /** Retry-After. */
  readonly leastWaitSeconds: number;
}

/** How a phone has fared with its registrar, and how long it leaves it alone after a failure. */
export class Retries {
  readonly #timers: SipTimers;
  readonly #random: Random;
  #kind: Failure["kind"] | undefined;
  /** Failures in a row of that kind. */
  #streak = 0;
  #registeredAtMs: number | undefined;

  constructor(timers: SipTimers, random: Random) {
    this.#timers = timers;
    this.#random = random;
  }

  registered(nowMs: number): void {
    this.#registeredAtMs ??= nowMs;
    this.startAnew();
  }

  /** What failed before counts no longer: somebody asks for it now. */
  startAnew(): void {
    this.#kind = undefined;
    this.#streak = 0;
  }

  forget(): void {
    this.startAnew();
    this.#registeredAtMs = undefined;
  }

  /** @returns how long to wait for the next attempt, in ms of the clock */
  failed({ kind, requests, leastWaitSeconds }: Failure, nowMs: number): number {
    this.#streak = this.#kind === kind ? this.#streak + 1 : 1;
    this.#kind = kind;
    const heldMs = this.#registeredAtMs === undefined ? 0 : nowMs - this.#registeredAtMs;
    this.#registeredAtMs = undefined;
    const random = this.#random;
    const wasRegistered = heldMs >= scaledMs(lostSoonMs, this.#timers);
    const waitMs = Math.max(
      waitAfter(kind, this.#streak, wasRegistered, random),
      leastWaitAfter(requests, wasRegistered && this.#streak === 1, random),
    );
    // What the registrar asks for is its time, whatever the phone's.
    return Math.max(scaledMs(waitMs, this.#timers), leastWaitSeconds * 1000 * between(random, 1, 1.1));
  }
}
