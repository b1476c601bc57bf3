import type { ModuleState } from "./module-state.js";

/** Where a state goes to; resolves when it would outlive a power cut. */
interface Destination<State> {
  save(state: State): Promise<void>;
}

/**
 * Saves a state after each change. Changes that come while a save is on its way go into the next one together, so a
 * rush of logins costs few writes.
 */
export class StateSaver<State = ModuleState> {
  readonly #store: Destination<State>;
  readonly #state: () => State;
  readonly #onFailed: (error: unknown) => void;
  #changes = 0;
  #saved = 0;
  #saving: Promise<void> | undefined;

  /** @param onFailed hears of each save that failed; the next change or `settled` tries again */
  constructor(store: Destination<State>, state: () => State, onFailed: (error: unknown) => void) {
    this.#store = store;
    this.#state = state;
    this.#onFailed = onFailed;
  }

  changed(): void {
    this.#changes += 1;
    this.#save().catch(() => {}); // `#onFailed` has heard of it
  }

  /** Resolves when everything changed before the call is saved. @throws what the store throws */
  async settled(): Promise<void> {
    const wanted = this.#changes;
    while (this.#saved < wanted) await this.#save();
  }

  #save(): Promise<void> {
    this.#saving ??= this.#saveOnce().finally(() => {
      this.#saving = undefined;
    });
    return this.#saving;
  }

  async #saveOnce(): Promise<void> {
    await Promise.resolve(); // changes of one event go together
    const changes = this.#changes;
    try {
      await this.#store.save(this.#state());
      this.#saved = changes;
    } catch (error) {
      this.#onFailed(error);
      throw error;
    }
    if (this.#changes > this.#saved) queueMicrotask(() => this.#save().catch(() => {}));
  }
}
