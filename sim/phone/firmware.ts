import type { Random } from "../model/random.js";
import type { Recorder } from "../transcript/recorder.js";
import type { ActiveAccount } from "./active-account.js";
import { strandedRetrySeconds } from "./boot.js";
import type { HookPort } from "./ports.js";
import type { DeskMemory } from "./provisioning/desk-memory.js";

/**
 * Port: what the phone does at the moments where a firmware may be defective. The intact form is below; those with a
 * planted defect are in `faults/`, so that no rule of the phone knows of them (ADR 6).
 */
export interface Firmware {
  /** The phone is without power, and its account with it (T17). */
  powerCut(account: Pick<ActiveAccount, "unregister" | "cut">): Promise<void>;
  /** A factory reset (T18). */
  reset(memory: Pick<DeskMemory, "forget">): void;
  /** There is nothing to start with, and the phone is about to say so (HD-82). */
  stranded(recorder: Recorder): void;
  /**
   * @param failures attempts so far, from 0
   * @returns seconds of the real phone until a stranded one asks for files again (T2); undefined: it does not
   */
  strandedRetrySeconds(failures: number, random: Random): number | undefined;
  /** A new file could not be had or read while the phone runs: what becomes of its account (EH-26). */
  fileLost(account: Pick<ActiveAccount, "take">): Promise<void>;
  /** A connection of the phone to its server is gone (F-47). @param tell lets registration and calls know */
  flowLost(tell: () => void): void;
  /** The panic button was pressed and is about to dial: what becomes of the calls (EH-29). */
  panic(calls: Pick<HookPort, "clear">): void;
}

export const intactFirmware: Firmware = {
  powerCut: (account) => account.cut(),
  reset: (memory) => memory.forget(),
  stranded: () => undefined,
  strandedRetrySeconds,
  fileLost: async () => undefined,
  flowLost: (tell) => tell(),
  panic: (calls) => calls.clear(),
};
