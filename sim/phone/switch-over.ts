import type { ActiveAccount } from "./active-account.js";
import type { CallWatch } from "./call-watch.js";
import type { ConfigSource, FreshConfig } from "./config-source.js";
import type { Firmware } from "./firmware.js";
import type { IdentityTrial } from "./identity-trial.js";
import type { PhoneState } from "./phone-state.js";
import type { DeskMemory } from "./provisioning/desk-memory.js";
import { messageScreen } from "./screen/app-screen.js";
import type { Display } from "./screen/display.js";
import { sameIdentity } from "./sip-identity.js";

/** What a change of configuration works with. */
export interface SwitchOverParts {
  readonly state: PhoneState;
  readonly source: ConfigSource;
  readonly memory: DeskMemory;
  readonly identity: ActiveAccount;
  readonly calls: CallWatch;
  readonly trial: IdentityTrial;
  readonly display: Display;
  readonly firmware: Firmware;
}

/**
 * A new configuration on a running phone (T10 to T12, T19): fetched, put in force, registered. Whatever fails leaves
 * the phone as it was (T16). A call that began meanwhile goes on to its natural end first (EH-22).
 */
export class SwitchOver {
  readonly #parts: SwitchOverParts;

  constructor(parts: SwitchOverParts) {
    this.#parts = parts;
  }

  async run(reason: string, signal: AbortSignal): Promise<void> {
    const { state, source, identity: desk, memory, firmware } = this.#parts;
    state.enter("provision", reason);
    const fresh = await source.fresh(signal);
    if (signal.aborted) return;
    if (typeof fresh === "string") {
      await firmware.fileLost(desk);
      if (!signal.aborted) this.#givenUp(fresh);
      return;
    }
    if (sameIdentity(desk.current, fresh.identity)) {
      memory.keep(fresh.candidate);
      memory.endTrial();
      state.settle(reason);
      return;
    }
    if (await this.#letGo(fresh, signal)) await this.#take(fresh, reason, signal);
  }

  /** @returns false where the change ends here */
  async #letGo({ identity }: FreshConfig, signal: AbortSignal): Promise<boolean> {
    const { identity: desk, calls } = this.#parts;
    await calls.untilIdle(signal);
    if (signal.aborted) return false;
    const isFree = await desk.letGo(identity);
    await calls.untilIdle(signal);
    if (signal.aborted) return false;
    if (isFree) return true;
    desk.stay();
    this.#givenUp("the PBX does not answer when the phone unregisters");
    return false;
  }

  async #take({ candidate, identity }: FreshConfig, reason: string, signal: AbortSignal): Promise<void> {
    const { state, identity: desk, memory, trial } = this.#parts;
    if (identity) await desk.prepare(identity);
    if (signal.aborted) return;
    memory.keep(candidate);
    const isOnTrial = memory.former !== undefined;
    if (!isOnTrial) memory.endTrial();
    // The transport is open before the phone says that it is ready.
    if (!isOnTrial) state.settle(reason);
    await desk.take(identity);
    if (signal.aborted) return;
    if (isOnTrial) await trial.run(reason, signal);
    else await desk.settle(signal);
  }

  #givenUp(why: string): void {
    const { state, memory, display } = this.#parts;
    memory.endTrial();
    state.settle("the last configuration is kept");
    display.show(messageScreen("Provisioning failed", why));
  }
}
