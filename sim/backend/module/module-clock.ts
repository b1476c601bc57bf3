import type { Clock } from "../../model/clock.js";
import type { MoveClock } from "../../model/control/control-api.js";
import { untilTimeOfDay } from "./time-of-day.js";

interface Timer {
  readonly atMs: number;
  readonly action: () => void;
}

/** The longest time that a timer of the system can wait for. */
const longestWaitMs = 2_000_000_000;

/**
 * The clock of the hot-desk module: lock-outs, auto-logout, open forms; the hours of routes go by it too. It runs like
 * the system's, but can be moved forward and held, so that a test need not wait for the evening. Only `reset` sets it
 * back.
 */
export class ModuleClock implements Clock {
  readonly #base: Clock;
  readonly #timers = new Set<Timer>();
  #offsetMs = 0;
  #heldAtMs: number | undefined;
  #armed: { readonly atMs: number; readonly cancel: () => void } | undefined;

  constructor(base: Clock) {
    this.#base = base;
  }

  now(): number {
    return this.#heldAtMs ?? this.#base.now() + this.#offsetMs;
  }

  wall(): number {
    return this.#base.wall() + (this.now() - this.#base.now());
  }

  /** It does not go with the machine's. */
  get isMoved(): boolean {
    return this.isHeld || this.#offsetMs !== 0;
  }

  get isHeld(): boolean {
    return this.#heldAtMs !== undefined;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.now() + delayMs, action };
    this.#timers.add(timer);
    this.#arm(timer.atMs);
    return () => this.#timers.delete(timer);
  }

  /** Jumps over time run its timers, each at its own moment and in order. */
  move(move: MoveClock): void {
    if ("frozen" in move) this.#hold(move.frozen);
    else if ("advanceSeconds" in move) this.#runTo(this.now() + move.advanceSeconds * 1000);
    else this.#runTo(this.now() + untilTimeOfDay(move.timeOfDay, this.wall(), "now", move.timeZone));
    this.#rearm();
  }

  /** Runs with the machine's again, without timers: to be called when nothing is left that remembers a time. */
  reset(): void {
    this.#heldAtMs = undefined;
    this.#offsetMs = 0;
    this.stop();
  }

  /** No timer runs any more. */
  stop(): void {
    this.#timers.clear();
    this.#rearm();
  }

  #hold(frozen: boolean): void {
    const nowMs = this.now();
    this.#heldAtMs = frozen ? nowMs : undefined;
    this.#offsetMs = nowMs - this.#base.now();
  }

  #runTo(targetMs: number): void {
    for (let due = this.#earliest(); due && due.atMs <= targetMs; due = this.#earliest()) {
      this.#set(due.atMs);
      this.#timers.delete(due);
      due.action();
    }
    this.#set(targetMs);
  }

  #set(ms: number): void {
    const nextMs = Math.max(ms, this.now());
    if (this.#heldAtMs !== undefined) this.#heldAtMs = nextMs;
    else this.#offsetMs = nextMs - this.#base.now();
  }

  #earliest(): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.#timers) if (!earliest || timer.atMs < earliest.atMs) earliest = timer;
    return earliest;
  }

  #rearm(): void {
    this.#armed?.cancel();
    this.#armed = undefined;
    const next = this.#earliest();
    if (next) this.#arm(next.atMs);
  }

  #arm(atMs: number): void {
    if (this.#heldAtMs !== undefined || (this.#armed && this.#armed.atMs <= atMs)) return;
    this.#armed?.cancel();
    const waitMs = Math.min(Math.max(0, atMs - this.now()), longestWaitMs);
    const cancel = this.#base.after(waitMs, () => {
      this.#armed = undefined;
      this.#runTo(this.now());
      this.#rearm();
    });
    this.#armed = { atMs, cancel };
  }
}
