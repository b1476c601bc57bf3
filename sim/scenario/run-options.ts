import type { Backend, BackendStart } from "../fleet/backend/backend.js";
import type { DialRules } from "../fleet/dial-guard.js";
import type { Clock } from "../model/clock.js";
import type { Profiles } from "../model/profile/profile.js";
import type { FaultName } from "../model/rules/faults.js";
import type { Setup } from "../model/setup/setup.js";
import type { SipTimers } from "../sip/timers.js";
import type { Counts, RunVerdict } from "../transcript/event.js";
import type { Transcript } from "../transcript/transcript.js";
import type { PlannedScenario } from "./file/scenario-file.js";

export interface RunOptions {
  readonly scenarios: readonly PlannedScenario[];
  readonly profiles: Profiles;
  /** Starts the thing under test, anew for every attempt at a scenario. */
  readonly startBackend: (setup: Setup, start: BackendStart) => Promise<Backend>;
  readonly transcript: Transcript;
  readonly clock: Clock;
  /** Same seed, same MACs, addresses, jitter and losses. */
  readonly seed: number;
  /** How many scenarios run side by side, at least 1. */
  readonly parallel: number;
  /** How often a failed scenario is tried again. */
  readonly retries: number;
  /** No further scenario starts after the first that failed. */
  readonly bail: boolean;
  /** Rules that the backend shall break. */
  readonly faults: readonly FaultName[];
  /** How many times faster than real phones the simulated ones start. */
  readonly hardwareSpeed: number;
  readonly timers: SipTimers;
  readonly dialRules: DialRules;
  /** Gives the run up: what runs is ended and cleaned up, the rest is skipped. */
  readonly signal: AbortSignal;
  /** Why else the run cannot be trusted, asked at its end: a run file that could not be written. */
  readonly problems: () => readonly string[];
  /** For the run file: version of deskfleet, and the command as it was given. */
  readonly deskfleet: string;
  readonly command: string;
  /** Also for it: in what the setups that are played differ from the files; absent: in nothing. */
  readonly remarks?: readonly string[];
}

export interface RunEnd {
  readonly verdict: RunVerdict;
  readonly counts: Counts;
  readonly durationMs: number;
  /** Why the run cannot be trusted; empty where it can. */
  readonly invalid: readonly string[];
}
