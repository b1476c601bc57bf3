import type { TimerWheel, WheelTimer } from "../timer-wheel.js";
import type { TransactionEffect, TransactionSettings, TransactionTimer, Transition } from "./transition.js";

type TimerEffect = Extract<TransactionEffect, { kind: "start" | "stop" }>;
type TimerInput = { readonly kind: "timer"; readonly timer: TransactionTimer };

/** What is left to do when the timers are seen to. */
export type MessageEffect = Exclude<TransactionEffect, TimerEffect>;

/** What a transaction runs on. */
export interface TransactionParts {
  readonly wheel: TimerWheel;
  readonly settings: TransactionSettings;
  /** One of its timers fired: the owner hands the input back to `take`, and does what comes of it. */
  readonly onTimer: (input: TimerInput) => void;
}

/** A transaction that runs: one of the FSMs of RFC 3261 §17, the state that it is in, and its timers on the wheel. */
export class RunningTransaction<State extends { readonly phase: string }, Input> {
  readonly #step: (state: State, input: Input, settings: TransactionSettings) => Transition<State>;
  readonly #parts: TransactionParts;
  readonly #timers = new Map<TransactionTimer, WheelTimer>();
  #state: State;

  constructor(
    first: State,
    step: (state: State, input: Input, settings: TransactionSettings) => Transition<State>,
    parts: TransactionParts,
  ) {
    this.#state = first;
    this.#step = step;
    this.#parts = parts;
  }

  get phase(): State["phase"] {
    return this.#state.phase;
  }

  /** @returns what is to be done, in order */
  take(input: Input): readonly MessageEffect[] {
    const { state, effects } = this.#step(this.#state, input, this.#parts.settings);
    this.#state = state;
    return this.runTimers(effects);
  }

  /** Starts and stops timers. @returns what else is to be done, in order */
  runTimers(effects: readonly TransactionEffect[]): readonly MessageEffect[] {
    const left: MessageEffect[] = [];
    for (const effect of effects) {
      if (effect.kind === "start") this.#timer(effect.timer, effect.afterMs);
      else if (effect.kind === "stop") this.#timers.get(effect.timer)?.stop();
      else left.push(effect);
    }
    return left;
  }

  /** No timer runs any more. */
  end(): void {
    for (const timer of this.#timers.values()) timer.stop();
  }

  #timer(timer: TransactionTimer, afterMs: number): void {
    this.#timers.get(timer)?.stop();
    const { wheel, onTimer } = this.#parts;
    this.#timers.set(
      timer,
      wheel.after(afterMs, () => onTimer({ kind: "timer", timer })),
    );
  }
}
