import type { Clock } from "../model/clock.js";
import type { Random } from "../model/random.js";
import type { ActiveAccount } from "./active-account.js";
import { pause } from "./boot.js";
import type { ConfigSource, FreshConfig } from "./config-source.js";
import type { IdentityTrial } from "./identity-trial.js";
import type { PhoneState } from "./phone-state.js";
import type { DeskMemory } from "./provisioning/desk-memory.js";
import { messageScreen } from "./screen/app-screen.js";
import type { Display } from "./screen/display.js";

/** What a start-up works with. */
export interface StartUpParts {
  readonly clock: Clock;
  readonly random: Random;
  /** How many times faster than the real phone it starts. */
  readonly hardwareSpeed: number;
  /** Seconds of the real phone until it asks again; undefined: that is of no use. */
  readonly retrySeconds: (failures: number, random: Random) => number | undefined;
  readonly state: PhoneState;
  readonly source: ConfigSource;
  readonly memory: DeskMemory;
  readonly identity: ActiveAccount;
  readonly trial: IdentityTrial;
  readonly display: Display;
  /** The phone has nothing to work with and is about to say so (HD-82). */
  stranded(): void;
}

/** What a phone starts with. */
interface Loaded {
  readonly identity: FreshConfig["identity"];
  /** Why it is the stored configuration and not a fetched one, or why it has no account, in words. */
  readonly excuse: string | undefined;
}

/** From power to a phone that works: the fetched file, else the stored one, else STRANDED and asking again (T1 to T4). */
export class StartUp {
  readonly #parts: StartUpParts;

  constructor(parts: StartUpParts) {
    this.#parts = parts;
  }

  /** @param seconds what the hardware takes before it asks for files */
  async run(seconds: number, reason: string, signal: AbortSignal): Promise<void> {
    const { clock, random, hardwareSpeed, retrySeconds, state, stranded } = this.#parts;
    const wait = (real: number): Promise<void> => pause(clock, (real * 1000) / hardwareSpeed, signal);
    await wait(seconds);
    for (let failures = 0; !signal.aborted; failures++) {
      const loaded = await this.#load(signal);
      if (signal.aborted) return;
      if (typeof loaded !== "string") return this.#begin(loaded, reason, signal);
      stranded();
      state.enter("nothing", loaded);
      const seconds = retrySeconds(failures, random);
      if (seconds === undefined) return;
      await wait(seconds);
    }
  }

  /** @returns in words, why there is nothing to start with */
  async #load(signal: AbortSignal): Promise<Loaded | string> {
    const { memory, source } = this.#parts;
    const fresh = await source.fresh(signal);
    if (signal.aborted) return "given up";
    if (typeof fresh !== "string") {
      memory.keep(fresh.candidate);
      return { identity: fresh.identity, excuse: fresh.candidate.config.problem };
    }
    if (!memory.stored) return fresh;
    const identity = await source.identityOf(memory.stored.config);
    return typeof identity === "string" ? identity : { identity, excuse: fresh };
  }

  /** The transport is open before the phone says that it is ready. */
  async #begin({ identity, excuse }: Loaded, reason: string, signal: AbortSignal): Promise<void> {
    const { state, memory, identity: desk, trial, display } = this.#parts;
    if (identity) await desk.prepare(identity);
    if (signal.aborted) return;
    const isOnTrial = memory.former !== undefined;
    if (isOnTrial) state.enter("provision", reason);
    else {
      memory.endTrial();
      state.settle(reason);
    }
    await desk.take(identity);
    if (signal.aborted) return;
    if (excuse !== undefined) display.show(messageScreen("Provisioning failed", excuse));
    if (isOnTrial) await trial.run(reason, signal);
  }
}
