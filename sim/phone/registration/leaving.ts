import type { TimerWheel, WheelTimer } from "../../sip/timer-wheel.js";
import type { LeaveResult, UnregisterScope } from "../ports.js";

/** The wish to leave the registrar, while an answer to it is waited for. */
export class Leaving {
  readonly scope: UnregisterScope;
  readonly done: Promise<LeaveResult>;
  #resolve: (result: LeaveResult) => void = () => undefined;
  readonly #limit: WheelTimer;

  /** @param onLimit called after `limitMs` without an end */
  constructor(scope: UnregisterScope, wheel: TimerWheel, limitMs: number, onLimit: () => void) {
    this.scope = scope;
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#limit = wheel.after(limitMs, onLimit);
  }

  /** Who waits for it goes on. */
  end(result: LeaveResult): void {
    this.#limit.stop();
    this.#resolve(result);
  }
}
