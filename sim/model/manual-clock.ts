import type { Clock } from "./clock.js";

interface Timer {
  readonly atMs: number;
  readonly action: () => void;
}

/** 22 November 2026, 07:09:03 UTC. */
const wallStartMs = 1_795_331_343_000;

/** The test form of `Clock`: time passes when the test says so. It starts at 0. */
export class ManualClock implements Clock {
  #nowMs = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#nowMs;
  }

  wall(): number {
    return wallStartMs + this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers run. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Time passes; each timer fires at its own moment, also those that another timer starts. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (let next = this.#dueBy(endMs); next; next = this.#dueBy(endMs)) {
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.action();
    }
    this.#nowMs = endMs;
  }

  /** Time passes at once, as it does for a process that was suspended: timers fire late. */
  jump(ms: number): void {
    this.#nowMs += ms;
    this.advance(0);
  }

  /** The earliest timer up to then; of those at one moment the one that was started first. */
  #dueBy(endMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.atMs <= endMs && (next === undefined || timer.atMs < next.atMs)) next = timer;
    }
    return next;
  }
}
