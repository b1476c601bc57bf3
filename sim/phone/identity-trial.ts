import type { ActiveAccount } from "./active-account.js";
import type { CallWatch } from "./call-watch.js";
import type { ConfigSource } from "./config-source.js";
import type { PhoneState } from "./phone-state.js";
import type { DeskMemory } from "./provisioning/desk-memory.js";
import { messageScreen } from "./screen/app-screen.js";
import type { Display } from "./screen/display.js";

/** What the proof of a new identity works with. */
export interface IdentityTrialParts {
  readonly state: PhoneState;
  readonly source: ConfigSource;
  readonly memory: DeskMemory;
  readonly identity: ActiveAccount;
  readonly calls: CallWatch;
  readonly display: Display;
}

/**
 * The time until the registrar has taken a new identity. Where it does not, and there is a way back, the phone goes
 * back: never trade a working desk for a dark one (T16, policy `switch-failed` = roll-back).
 */
export class IdentityTrial {
  readonly #parts: IdentityTrialParts;

  constructor(parts: IdentityTrialParts) {
    this.#parts = parts;
  }

  /** From SWITCH to the state of the configuration that it ends with. */
  async run(reason: string, signal: AbortSignal): Promise<void> {
    const { identity: desk, calls } = this.#parts;
    const refusal = await desk.outcome(signal, () => this.#end(reason));
    if (signal.aborted) return;
    if (refusal !== undefined) {
      await calls.untilIdle(signal);
      if (signal.aborted || (await this.#goBack(refusal, signal))) return;
      this.#end(reason);
    }
    await desk.settle(signal);
  }

  #end(reason: string): void {
    const { memory, state } = this.#parts;
    memory.endTrial();
    state.settle(reason);
  }

  /** @returns false where the way back is closed, or no longer needed: the phone goes on with what it has */
  async #goBack(refusal: string, signal: AbortSignal): Promise<boolean> {
    const { state, source, memory, identity: desk, display } = this.#parts;
    const { former } = memory;
    const identity = desk.former ?? (former && (await source.identityOf(former.config)));
    if (signal.aborted) return true;
    // The call that was waited for may have outlasted the verdict: the registrar has taken the identity since.
    if (!former || typeof identity === "string" || desk.isRegistered) return false;
    memory.goBack(former, refusal);
    if (identity) await desk.prepare(identity);
    if (signal.aborted) return true;
    state.settle(refusal);
    display.show(messageScreen("Login failed", refusal));
    await desk.goBack(identity);
    return true;
  }
}
