import type {
  TransactionEffect,
  TransactionSettings,
  TransactionTimer,
  Transition,
} from "../../../sip/transaction/transition.js";
import type { TimerWheel, WheelTimer } from "../timer-wheel.js";

/** One of the FSMs of RFC 3261 §17 and the state that it is in. */
export class Machine<State extends { readonly phase: string }, Input> {
  #state: State;
  readonly #step: (state: State, input: Input, settings: TransactionSettings) => Transition<State>;

  constructor(
    first: State,
    step: (state: State, input: Input, settings: TransactionSettings) => Transition<State>,
  ) {
    this.#state = first;
    this.#step = step;
  }

  get phase(): State["phase"] {
    return this.#state.phase;
  }

  /** @returns what is to be done, in order */
  advance(input: Input, settings: TransactionSettings): readonly TransactionEffect[] {
    const { state, effects } = this.#step(this.#state, input, settings);
    this.#state = state;
    return effects;
  }
}

/** The timers of one transaction that run. */
export class RunningTimers {
  readonly #running = new Map<TransactionTimer, WheelTimer>();

  start(
    wheel: TimerWheel,
    { timer, afterMs }: Extract<TransactionEffect, { kind: "start" }>,
    onTimer: (input: { readonly kind: "timer"; readonly timer: TransactionTimer }) => void,
  ): void {
    this.#running.set(
      timer,
      wheel.after(afterMs, () => onTimer({ kind: "timer", timer })),
    );
  }

  stop(timer: TransactionTimer): void {
    this.#running.get(timer)?.cancel();
  }

  stopAll(): void {
    for (const timer of this.#running.values()) timer.cancel();
  }
}
