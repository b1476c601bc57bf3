import type { Clock } from "../model/clock.js";
import type { SipTimers } from "./timers.js";

const slots = 4096;

export interface TimerWheelOptions {
  /** How coarse the wheel is, in ms: a timer fires up to this late, never early. */
  readonly tickMs: number;
  /** How many timers fire before other events of the process get their turn. */
  readonly perTurn?: number;
}

/** A timer of the wheel: started as often as wanted, each time in place of the time before. */
export interface WheelTimer {
  /** Fires at `atMs` of the clock, once. */
  startAt(atMs: number): void;
  /** Does nothing where it does not run. */
  stop(): void;
}

/** Called with how many ms late it is. */
type Action = (lateMs: number) => void;

/**
 * A hashed timer wheel: very many coarse timers on one timer of the clock. A slot is a ring of the timers themselves,
 * so that starting one costs no memory. It compares with the clock, never counts its own ticks: a late tick handles
 * all slots that have passed, in order, and does not drift. While no timer runs, the clock is not asked.
 */
export class TimerWheel {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #perTurn: number;
  /** By tick modulo the number of slots, made when first used. */
  readonly #slots: (Ring | undefined)[] = new Array(slots).fill(undefined);
  #running = 0;
  #doneTick = 0;
  #cancelTick: (() => void) | undefined;

  constructor(clock: Clock, { tickMs, perTurn = 200 }: TimerWheelOptions) {
    this.#clock = clock;
    this.#tickMs = tickMs;
    this.#perTurn = perTurn;
  }

  /** @returns a timer that does not run yet */
  timer(action: Action): WheelTimer {
    const entry = new Entry(action);
    return { startAt: (atMs) => this.#start(entry, atMs), stop: () => this.#stop(entry) };
  }

  /** @returns a timer that fires `delayMs` from now */
  after(delayMs: number, action: Action): WheelTimer {
    const timer = this.timer(action);
    timer.startAt(this.#clock.now() + delayMs);
    return timer;
  }

  /** Stops all timers. */
  stop(): void {
    for (const slot of this.#slots) {
      if (slot) for (const entry of slot.entries()) this.#stop(entry);
    }
    this.#cancelTick?.();
    this.#cancelTick = undefined;
  }

  #start(entry: Entry, atMs: number): void {
    this.#stop(entry);
    if (this.#cancelTick === undefined) {
      this.#doneTick = Math.floor(this.#clock.now() / this.#tickMs);
      this.#tickLater();
    }
    entry.dueMs = atMs;
    entry.dueTick = Math.max(Math.ceil(atMs / this.#tickMs), this.#doneTick + 1);
    const index = entry.dueTick % slots;
    const slot = this.#slots[index] ?? new Ring();
    this.#slots[index] = slot;
    slot.add(entry);
    this.#running++;
  }

  #stop(entry: Entry): void {
    if (entry.dueTick === undefined) return;
    entry.dueTick = undefined;
    entry.unlink();
    this.#running--;
  }

  #tickLater(): void {
    const delayMs = (this.#doneTick + 1) * this.#tickMs - this.#clock.now();
    this.#cancelTick = this.#clock.after(Math.max(0, Math.ceil(delayMs)), () => this.#tick());
  }

  #tick(): void {
    try {
      this.#fireDue();
    } finally {
      // An action may have stopped the wheel and started it again.
      this.#cancelTick?.();
      this.#cancelTick = undefined;
      if (this.#running > 0) this.#tickLater();
    }
  }

  #fireDue(): void {
    const now = this.#clock.now();
    const nowTick = Math.floor(now / this.#tickMs);
    // After a pause longer than one turn of the wheel every slot is looked at once.
    let tick = Math.max(this.#doneTick, nowTick - slots);
    let budget = this.#perTurn;
    while (tick < nowTick && budget > 0) {
      tick++;
      const due = this.#slots[tick % slots]?.dueBy(nowTick, budget) ?? [];
      budget -= due.length;
      // A full slot is not done: the rest of it fires in the next turn.
      this.#doneTick = budget > 0 ? tick : tick - 1;
      for (const entry of due) this.#fire(entry, nowTick, now);
    }
  }

  /** An action fired before may have stopped or restarted this timer. */
  #fire(entry: Entry, nowTick: number, now: number): void {
    if (!entry.isDueBy(nowTick)) return;
    this.#stop(entry);
    entry.action(now - entry.dueMs);
  }
}

/** A wheel for SIP timers. A tenth of T1 is coarse enough to be cheap and fine enough for timers A and E. */
export function sipTimerWheel(clock: Clock, { t1 }: SipTimers): TimerWheel {
  return new TimerWheel(clock, { tickMs: Math.max(1, t1 / 10) });
}

/** One timer, a link of the ring of its slot while it runs. */
class Entry {
  readonly action: Action;
  dueMs = 0;
  /** Undefined while it does not run. */
  dueTick: number | undefined;
  next: Entry = this;
  previous: Entry = this;

  constructor(action: Action) {
    this.action = action;
  }

  isDueBy(tick: number): boolean {
    return this.dueTick !== undefined && this.dueTick <= tick;
  }

  unlink(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
    this.next = this;
    this.previous = this;
  }
}

/** The timers of one slot, this turn's and later ones, in the order in which they were started. */
class Ring {
  readonly #anchor = new Entry(() => undefined);

  add(entry: Entry): void {
    entry.previous = this.#anchor.previous;
    entry.next = this.#anchor;
    this.#anchor.previous.next = entry;
    this.#anchor.previous = entry;
  }

  entries(): Entry[] {
    const all: Entry[] = [];
    for (let entry = this.#anchor.next; entry !== this.#anchor; entry = entry.next) all.push(entry);
    return all;
  }

  dueBy(tick: number, limit: number): Entry[] {
    const due: Entry[] = [];
    for (let entry = this.#anchor.next; entry !== this.#anchor && due.length < limit; entry = entry.next) {
      if (entry.isDueBy(tick)) due.push(entry);
    }
    return due;
  }
}
