import type { Clock } from "../../../../sim/model/clock.js";

/** A clock that stands still until `advance`. Wall time starts at a fixed date. */
export class ManualClock implements Clock {
  #nowMs = 1000;
  readonly #timers = new Set<{ atMs: number; action: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  wall(): number {
    return Date.UTC(2026, 10, 22, 7, 9, 2) + this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  advance(ms: number): void {
    this.#nowMs += ms;
    for (const timer of [...this.#timers].filter(({ atMs }) => atMs <= this.#nowMs)) {
      if (this.#timers.delete(timer)) timer.action();
    }
  }
}
