import type { Clock } from "../../../../sim/model/clock.js";

/** A clock that a test moves. Timers fire in order, each at its own time. */
export class StepClock implements Clock {
  #nowMs = 0;
  readonly #timers = new Set<{ readonly atMs: number; readonly action: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  wall(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on, stopping at each timer. */
  advance(ms: number): void {
    const end = this.#nowMs + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.action();
    }
    this.#nowMs = end;
  }

  /** Moves on at once, as a process that was suspended does; timers fire late. */
  jump(ms: number): void {
    this.#nowMs += ms;
    this.advance(0);
  }

  #next(end: number): { readonly atMs: number; readonly action: () => void } | undefined {
    let next: { readonly atMs: number; readonly action: () => void } | undefined;
    for (const timer of this.#timers) {
      if (timer.atMs <= end && (next === undefined || timer.atMs < next.atMs)) next = timer;
    }
    return next;
  }
}
