import type { Clock } from "../../model/clock.js";

/** A running timer of the wheel; `cancel` may be called at any time, also twice. */
export interface WheelTimer {
  cancel(): void;
}

/**
 * Many coarse timers on one: a SIP server holds tens of thousands of them at once and needs none to the
 * millisecond. A timer fires at most one tick late, never early. While no timer runs the clock is not asked.
 */
export class TimerWheel {
  readonly #clock: Clock;
  readonly #tickMs: number;
  /** Due timers by tick number; a slot exists only while it holds one. */
  readonly #slots = new Map<number, Set<() => void>>();
  #lastTick: number;
  #cancelTick: (() => void) | undefined;

  /** @param tickMs resolution in milliseconds, above 0. */
  constructor(clock: Clock, tickMs: number) {
    this.#clock = clock;
    this.#tickMs = tickMs;
    this.#lastTick = this.#now();
  }

  /** Calls `action` once, `delayMs` milliseconds from now or up to one tick later. */
  after(delayMs: number, action: () => void): WheelTimer {
    const tick = Math.ceil((this.#clock.now() + delayMs) / this.#tickMs);
    if (this.#slots.size === 0) this.#lastTick = this.#now();
    const due = Math.max(tick, this.#lastTick + 1);
    const slot = this.#slots.get(due) ?? new Set();
    this.#slots.set(due, slot);
    // A closure of its own: the same action may be waiting twice.
    const entry = () => action();
    slot.add(entry);
    this.#cancelTick ??= this.#clock.after(this.#tickMs, () => this.#turn());
    return {
      cancel: () => {
        slot.delete(entry);
        if (slot.size === 0 && this.#slots.get(due) === slot) this.#slots.delete(due);
      },
    };
  }

  /** Forgets all timers. */
  stop(): void {
    this.#slots.clear();
    this.#cancelTick?.();
    this.#cancelTick = undefined;
  }

  #now(): number {
    return Math.floor(this.#clock.now() / this.#tickMs);
  }

  #turn(): void {
    this.#cancelTick = undefined;
    const now = this.#now();
    while (this.#lastTick < now) {
      this.#lastTick += 1;
      const slot = this.#slots.get(this.#lastTick);
      if (!slot) continue;
      this.#slots.delete(this.#lastTick);
      for (const entry of slot) {
        slot.delete(entry);
        entry();
      }
    }
    if (this.#slots.size > 0) this.#cancelTick ??= this.#clock.after(this.#tickMs, () => this.#turn());
  }
}
