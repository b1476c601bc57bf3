import type { Clock } from "../../model/clock.js";

const none = -1;
const slots = 4096;

export interface TimerWheelOptions {
  /** How coarse the wheel is, in ms: a timer fires up to this late, never early. */
  readonly tickMs: number;
  /** How many timers fire before other events of the process get their turn. */
  readonly perTurn?: number;
}

/**
 * One timer a seat for very many seats: a hashed wheel over one clock timer instead of a clock timer a phone.
 * Slots are doubly linked lists of seat numbers in typed arrays, so arming costs no memory. It compares with the
 * clock, never counts its own ticks: a late tick handles all slots that have passed, in order, and does not drift.
 */
export class TimerWheel {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #perTurn: number;
  readonly #heads = new Int32Array(slots).fill(none);
  readonly #tails = new Int32Array(slots).fill(none);
  #next = new Int32Array(64).fill(none);
  #previous = new Int32Array(64).fill(none);
  /** The tick at which a seat fires; `none` while it is not armed. */
  #dueTick = new Float64Array(64).fill(none);
  #dueMs = new Float64Array(64);
  readonly #actions: ((lateMs: number) => void)[] = [];
  readonly #freeSeats: number[] = [];
  #armed = 0;
  #doneTick = 0;
  #ticking = false;

  constructor(clock: Clock, { tickMs, perTurn = 200 }: TimerWheelOptions) {
    this.#clock = clock;
    this.#tickMs = tickMs;
    this.#perTurn = perTurn;
  }

  /** @param action called with how many ms late it is. @returns the seat to arm */
  join(action: (lateMs: number) => void): number {
    const seat = this.#freeSeats.pop() ?? this.#actions.length;
    this.#actions[seat] = action;
    if (seat >= this.#next.length) this.#grow();
    return seat;
  }

  /** Disarms the seat and gives it away. */
  leave(seat: number): void {
    this.disarm(seat);
    this.#actions[seat] = nothing;
    this.#freeSeats.push(seat);
  }

  /** Fires at `atMs` of the clock, once; replaces what the seat was armed for. */
  arm(seat: number, atMs: number): void {
    this.disarm(seat);
    if (!this.#ticking) {
      this.#doneTick = Math.floor(this.#clock.now() / this.#tickMs);
      this.#tickLater();
    }
    const tick = Math.max(Math.ceil(atMs / this.#tickMs), this.#doneTick + 1);
    this.#dueTick[seat] = tick;
    this.#dueMs[seat] = atMs;
    const slot = tick % slots;
    const tail = this.#tails[slot] ?? none;
    this.#previous[seat] = tail;
    this.#next[seat] = none;
    if (tail === none) this.#heads[slot] = seat;
    else this.#next[tail] = seat;
    this.#tails[slot] = seat;
    this.#armed++;
  }

  disarm(seat: number): void {
    const tick = this.#dueTick[seat] ?? none;
    if (tick === none) return;
    const next = this.#next[seat] ?? none;
    const previous = this.#previous[seat] ?? none;
    if (previous === none) this.#heads[tick % slots] = next;
    else this.#next[previous] = next;
    if (next === none) this.#tails[tick % slots] = previous;
    else this.#previous[next] = previous;
    this.#dueTick[seat] = none;
    this.#armed--;
  }

  #tickLater(): void {
    this.#ticking = true;
    const delay = (this.#doneTick + 1) * this.#tickMs - this.#clock.now();
    this.#clock.after(Math.max(0, Math.ceil(delay)), () => this.#tick());
  }

  #tick(): void {
    try {
      this.#fireDue();
    } finally {
      if (this.#armed > 0) this.#tickLater();
      else this.#ticking = false;
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
      const due = this.#dueIn(tick % slots, nowTick, budget);
      budget -= due.length;
      // A full slot is not done: the rest of it fires in the next turn.
      this.#doneTick = budget > 0 ? tick : tick - 1;
      for (const seat of due) this.#fire(seat, nowTick, now);
    }
  }

  #dueIn(slot: number, nowTick: number, limit: number): number[] {
    const due: number[] = [];
    for (let seat = this.#heads[slot] ?? none; seat !== none; seat = this.#next[seat] ?? none) {
      if ((this.#dueTick[seat] ?? none) > nowTick) continue;
      due.push(seat);
      if (due.length === limit) break;
    }
    return due;
  }

  /** An action fired before may have disarmed or re-armed this seat. */
  #fire(seat: number, nowTick: number, now: number): void {
    const tick = this.#dueTick[seat] ?? none;
    if (tick === none || tick > nowTick) return;
    const late = now - (this.#dueMs[seat] ?? now);
    this.disarm(seat);
    this.#actions[seat]?.(late);
  }

  #grow(): void {
    const size = this.#next.length * 2;
    this.#next = grown(new Int32Array(size).fill(none), this.#next);
    this.#previous = grown(new Int32Array(size).fill(none), this.#previous);
    this.#dueTick = grown(new Float64Array(size).fill(none), this.#dueTick);
    this.#dueMs = grown(new Float64Array(size), this.#dueMs);
  }
}

function grown<Numbers extends Int32Array | Float64Array>(larger: Numbers, smaller: Numbers): Numbers {
  larger.set(smaller);
  return larger;
}

function nothing(): void {}
