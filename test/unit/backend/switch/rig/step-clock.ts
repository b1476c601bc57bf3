import type { Clock } from "../../../../../sim/model/clock.js";

/** Time that passes only when a test says so, in small steps so that timers that start timers keep their times. */
export class StepClock implements Clock {
  #nowMs = 0;
  readonly #timers = new Set<{ readonly atMs: number; readonly action: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  wall(): number {
    return Date.UTC(2026, 10, 22) + this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  pass(ms: number): void {
    const endMs = this.#nowMs + ms;
    while (this.#nowMs < endMs) {
      this.#nowMs = Math.min(endMs, this.#nowMs + 10);
      for (const timer of [...this.#timers]) {
        if (timer.atMs <= this.#nowMs && this.#timers.delete(timer)) timer.action();
      }
    }
  }
}
