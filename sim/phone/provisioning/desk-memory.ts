import type { Profile } from "../../model/profile/profile.js";
import type { Recorder } from "../../transcript/recorder.js";
import { secretPrint } from "../../transcript/secret-print.js";
import type { DeskConfig } from "./desk-config.js";
import type { FetchedConfig } from "./fetch-config.js";
import { mapConfig, surplusOf } from "./map-config.js";
import { mergeParameters } from "./parse-config.js";

/** A configuration that could be put in force. */
export interface Candidate {
  readonly file: string;
  readonly parameters: ReadonlyMap<number, string>;
  readonly config: DeskConfig;
}

/**
 * What the phone keeps over a power cut and a reboot: its last good configuration and, while a new one has yet to prove
 * itself, the one before (T16).
 */
export class DeskMemory {
  readonly #profile: Profile;
  readonly #recorder: Recorder;
  #stored: Candidate | undefined;
  #former: Candidate | undefined;

  constructor(profile: Profile, recorder: Recorder) {
    this.#profile = profile;
    this.#recorder = recorder;
  }

  get stored(): Candidate | undefined {
    return this.#stored;
  }

  /** What the phone goes back to; undefined where nothing is on trial, or nothing new has come yet. */
  get former(): Candidate | undefined {
    const former = this.#former;
    return former && !isSameAccount(former, this.#stored) ? former : undefined;
  }

  /** What the phone would be with that file on top of what it holds. */
  candidate(fetched: Extract<FetchedConfig, { ok: true }>): Candidate {
    const parameters = mergeParameters(this.#stored?.parameters, fetched.parameters);
    const config = mapConfig(parameters, this.#profile);
    // A registrar may repeat it, and on a target the transcript did not learn it from a setup.
    if (config.account) this.#recorder.hide(config.account.password);
    const dropped = [...surplusOf(fetched.parameters, this.#profile), ...config.dropped];
    return { file: fetched.file, parameters, config: { ...config, dropped } };
  }

  /** What is kept from now on is on trial: there is a way back until `endTrial`. */
  beginTrial(): void {
    this.#former ??= this.#stored;
  }

  /** The configuration in force stays, whichever it is. */
  endTrial(): void {
    const former = this.#former;
    this.#former = undefined;
    if (former) this.#ownedBy(former, this.#stored);
  }

  /** The candidate is in force from now on. */
  keep(candidate: Candidate): void {
    const before = this.#stored;
    this.#stored = candidate;
    this.#record("applied", candidate.file, candidate.config, candidate.config.problem);
    if (!this.#former) this.#ownedBy(before, candidate);
  }

  /** The one before is in force again. */
  goBack(former: Candidate, reason: string): void {
    this.#former = undefined;
    this.#stored = former;
    this.#record("applied", former.file, former.config, `${reason}; the configuration before it is back`);
  }

  /** The phone is as new (T18). */
  forget(): void {
    this.#recorder.record({ type: "factory-reset" });
    this.#stored = undefined;
    this.#former = undefined;
  }

  /** Nothing usable came: the last good configuration, if there is one, stays in force. */
  refuse(file: string, reason: string): void {
    const consequence = this.#stored ? "the last configuration is kept" : "none is stored";
    this.#record("kept", file, this.#stored?.config, `${file || "configuration"}: ${reason}; ${consequence}`);
  }

  /** The call history is its owner's (policy `erase-personal-data`). */
  #ownedBy(before: Candidate | undefined, after: Candidate | undefined): void {
    if (!before || before.config.dataOwner === after?.config.dataOwner) return;
    this.#recorder.record({ type: "history-erased", reason: "the phone has another owner" });
  }

  #record(outcome: "applied" | "kept", file: string, config: DeskConfig | undefined, message?: string): void {
    const account = config?.account;
    // Only who watches the emergency path compares passwords: a load run does not, and applies thousands of files.
    const isCompared = account !== undefined && this.#recorder.detail === "full";
    this.#recorder.record({
      type: "config",
      outcome,
      file,
      extension: account?.extension,
      accountLabel: account?.label,
      ...(isCompared && { secretPrint: secretPrint(account.password) }),
      server: config?.server,
      keys: config?.keys ?? [],
      dropped: config?.dropped ?? [],
      settings: config?.settings ?? {},
      ...(message === undefined ? {} : { message }),
    });
  }
}

function isSameAccount(one: Candidate, other: Candidate | undefined): boolean {
  return JSON.stringify(one.config.account) === JSON.stringify(other?.config.account);
}
