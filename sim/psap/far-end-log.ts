import type { FarEndCallView } from "../model/control/control-api.js";

/** How many calls the far end remembers: a backend may run for months. */
export const farEndCallsKept = 1000;

/** The last calls that reached the far end, in order, each in its present state. */
export class FarEndLog {
  readonly #calls: FarEndCallView[] = [];

  get calls(): readonly FarEndCallView[] {
    return this.#calls;
  }

  clear(): void {
    this.#calls.length = 0;
  }

  /** The oldest goes where there is no room. */
  add(view: FarEndCallView): void {
    this.#calls.push(view);
    if (this.#calls.length > farEndCallsKept) this.#calls.shift();
  }

  /** @param view as it was added; one that has gone by then stays away */
  replace(view: FarEndCallView, by: FarEndCallView): void {
    const index = this.#calls.lastIndexOf(view);
    if (index >= 0) this.#calls[index] = by;
  }
}
