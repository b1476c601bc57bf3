import type {
  TransactionEffect,
  TransactionTimer,
  Transition,
} from "../../../../sim/sip/transaction/transition.js";

/** What a transaction did and when, in virtual milliseconds. */
export interface Moment {
  readonly atMs: number;
  readonly did: string;
}

/** Runs an FSM in virtual time: the shell in small. */
export class Timeline<State extends { readonly phase: string }, Input> {
  state: State;
  readonly moments: Moment[] = [];
  #nowMs = 0;
  readonly #timers = new Map<TransactionTimer, number>();
  readonly #step: (state: State, input: Input) => Transition<State>;
  readonly #fire: (timer: TransactionTimer) => Input;

  constructor(
    first: Transition<State>,
    step: (state: State, input: Input) => Transition<State>,
    fire: (timer: TransactionTimer) => Input,
  ) {
    this.#step = step;
    this.#fire = fire;
    this.state = first.state;
    this.#perform(first.effects);
  }

  /** Lets time pass, firing timers at their moments, then gives the input. */
  at(atMs: number, input?: Input): this {
    for (;;) {
      const [due] = [...this.#timers].sort(([, a], [, b]) => a - b);
      if (!due || due[1] > atMs) break;
      this.#timers.delete(due[0]);
      this.#nowMs = due[1];
      this.#give(this.#fire(due[0]));
    }
    this.#nowMs = atMs;
    if (input !== undefined) this.#give(input);
    return this;
  }

  /** When it did something of that kind. */
  times(did: string): number[] {
    return this.moments.filter((each) => each.did === did).map((each) => each.atMs);
  }

  get runningTimers(): TransactionTimer[] {
    return [...this.#timers.keys()];
  }

  #give(input: Input): void {
    const { state, effects } = this.#step(this.state, input);
    this.state = state;
    this.#perform(effects);
  }

  #perform(effects: readonly TransactionEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === "start") this.#timers.set(effect.timer, this.#nowMs + effect.afterMs);
      else if (effect.kind === "stop") this.#timers.delete(effect.timer);
      else this.moments.push({ atMs: this.#nowMs, did: effect.kind });
    }
  }
}
