import type { Profile } from "../../model/profile.js";
import type { Recorder } from "../../transcript/recorder.js";
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

/** What the phone keeps over a power cut: the parameters of its last good configuration. */
export class DeskMemory {
  readonly #profile: Profile;
  readonly #recorder: Recorder;
  #stored: Candidate | undefined;

  constructor(profile: Profile, recorder: Recorder) {
    this.#profile = profile;
    this.#recorder = recorder;
  }

  get stored(): Candidate | undefined {
    return this.#stored;
  }

  /** What the phone would be with that file on top of what it holds. */
  candidate(fetched: Extract<FetchedConfig, { ok: true }>): Candidate {
    const parameters = mergeParameters(this.#stored?.parameters, fetched.parameters);
    const config = mapConfig(parameters, this.#profile);
    const dropped = [...surplusOf(fetched.parameters, this.#profile), ...config.dropped];
    return { file: fetched.file, parameters, config: { ...config, dropped } };
  }

  /** The candidate is in force from now on. */
  keep(candidate: Candidate): void {
    this.#stored = candidate;
    this.#record("applied", candidate.file, candidate.config);
  }

  /** The phone is as new. */
  forget(): void {
    this.#stored = undefined;
  }

  /** Nothing usable came: the last good configuration, if there is one, stays in force. */
  refuse(file: string, reason: string): void {
    const consequence = this.#stored ? "the last configuration is kept" : "there is no stored configuration";
    this.#record("kept", file, this.#stored?.config, `${file || "configuration"}: ${reason}; ${consequence}`);
  }

  #record(outcome: "applied" | "kept", file: string, config: DeskConfig | undefined, message?: string): void {
    this.#recorder.record({
      type: "config",
      outcome,
      file,
      extension: config?.account?.extension,
      accountLabel: config?.account?.label,
      keys: config?.keys ?? [],
      dropped: config?.dropped ?? [],
      settings: config?.settings ?? {},
      ...(message === undefined ? {} : { message }),
    });
  }
}
