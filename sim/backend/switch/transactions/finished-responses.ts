import type { TimerWheel, WheelTimer } from "../../../sip/timer-wheel.js";
import type { Flow } from "../network/flow.js";

interface FinishedResponse {
  readonly text: string;
  readonly flow: Flow;
  readonly untilMs: number;
}

/**
 * The final responses of non-INVITE server transactions over UDP, kept for timer J to answer repeats.
 *
 * A busy registrar finishes hundreds of transactions a second and each is kept for 32 s, so only three fields are
 * kept of each and one sweep from the oldest end stands for all their timers: all live equally long.
 */
export class FinishedResponses {
  readonly #byKey = new Map<string, FinishedResponse>();
  readonly #wheel: TimerWheel;
  readonly #now: () => number;
  readonly #lifetimeMs: number;
  #sweep: WheelTimer | undefined;

  /** @param lifetimeMs timer J: 64 T1. */
  constructor(wheel: TimerWheel, now: () => number, lifetimeMs: number) {
    this.#wheel = wheel;
    this.#now = now;
    this.#lifetimeMs = lifetimeMs;
  }

  add(key: string, text: string, flow: Flow): void {
    this.#byKey.set(key, { text, flow, untilMs: this.#now() + this.#lifetimeMs });
    this.#sweep ??= this.#plan();
  }

  get(key: string): FinishedResponse | undefined {
    return this.#byKey.get(key);
  }

  #plan(): WheelTimer {
    return this.#wheel.after(this.#lifetimeMs / 8, () => {
      const now = this.#now();
      for (const [key, { untilMs }] of this.#byKey) {
        if (untilMs > now) break;
        this.#byKey.delete(key);
      }
      this.#sweep = this.#byKey.size > 0 ? this.#plan() : undefined;
    });
  }
}
