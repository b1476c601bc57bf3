/**
 * Everything that can happen in a run, as plain data. The transcript is the one record of a run:
 * expectations, reports and the fleet view are functions of these events and of nothing else.
 */

import type { AudibleSpeaker, AudioWay } from "../model/audible.js";
import type { BackendEvent } from "../model/control/backend-event.js";
import type { EmergencyPathView } from "./emergency-path-view.js";
import type { EmergencySample } from "./emergency-sample.js";
import type { HandsetState, LineKeyView, ScreenView } from "./handset-state.js";
import type { LoadProgress, LoadResult } from "./load-result.js";

/** Version of the run file; a reader refuses one that it does not know. */
export const runFileVersion = 1;

export type Verdict = "passed" | "failed" | "flaky" | "blocked" | "skipped";
/** `blocked`: nothing was seen broken, but something could not be judged. */
export type RunVerdict = "passed" | "failed" | "blocked" | "invalid" | "interrupted";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly flaky: number;
  readonly blocked: number;
  readonly skipped: number;
}

/** About the run as a whole. */
type RunEvent =
  | {
      readonly type: "run-start";
      readonly runFileVersion: number;
      readonly deskfleet: string;
      readonly startedAt: string;
      readonly seed: number;
      readonly command: string;
      /** In what the setup that is played differs from the file, in words; absent: in nothing. */
      readonly remarks?: readonly string[];
    }
  /** The run is on a backend that deskfleet did not start; comes before the first call (emergency.md §7 rule 6). */
  | {
      readonly type: "target";
      /** Host and port of its SIP side. */
      readonly address: string;
      readonly kind: "live" | "lab";
      /** Emergency numbers that target file and user opened. */
      readonly allowed: readonly string[];
      /** Name of the user who gave the consent, and when (ISO 8601). */
      readonly by: string;
      readonly at: string;
    }
  /** `deskfleet capture` stands between phones and this PBX: its addresses are those in what was recorded. */
  | {
      readonly type: "capture";
      /** Scheme, host and port of its web server: `http://192.0.2.10:80`. */
      readonly web: string;
      /** Host and port of its registrar. */
      readonly sip: string;
      /** Other names by which its answers call the PBX. */
      readonly names: readonly string[];
    }
  | {
      readonly type: "run-end";
      /** `not-judged`: a fleet was watched. */
      readonly verdict: RunVerdict | "not-judged";
      readonly counts: Counts;
      readonly durationMs: number;
      /** Why the run cannot be trusted, in words; empty where it can. */
      readonly invalid: readonly string[];
    };

/** About one scenario; each carries `scenario`, its id in this run. */
type ScenarioEvent =
  | {
      readonly type: "scenario-start";
      readonly name: string;
      readonly file: string;
      readonly tags: readonly string[];
      /** Counts from 1; more than 1 only with --retries. */
      readonly attempt: number;
      readonly steps: number;
    }
  | { readonly type: "step-start"; readonly step: number; readonly line: number; readonly text: string }
  | {
      readonly type: "step-end";
      readonly step: number;
      readonly verdict: Exclude<Verdict, "flaky">;
      readonly durationMs: number;
      /** Why it did not pass. */
      readonly message?: string;
      readonly expected?: string;
      readonly lastSeen?: string;
    }
  /** The whole backend is stopped, or it and the phones hear nothing of each other by SIP: until `on` is false. */
  | { readonly type: "outage"; readonly of: "backend" | "sip"; readonly on: boolean }
  /** The verdict is in, or the watched fleet was left; the phones hang up, unregister and go. */
  | { readonly type: "tear-down" }
  | {
      readonly type: "scenario-end";
      readonly verdict: Verdict;
      readonly durationMs: number;
      readonly attempt: number;
      /** False where another try follows. */
      readonly final: boolean;
      /** One line: the cause. Absent when passed. */
      readonly reason?: string;
    };

export const registrationStates = [
  "unregistered",
  "registering",
  "registered",
  /** 403 after good credentials: Max Contacts, or not permitted (PBX-56). */
  "refused",
  /** 401 again after an answered challenge: wrong credentials or extension not applied (PBX-56). */
  "rejected",
  /** No usable answer; retried with back-off. */
  "failing",
] as const;
export type RegistrationState = (typeof registrationStates)[number];

export const callStates = ["dialling", "ringing", "answered", "ended", "failed", "refused"] as const;
export type CallState = (typeof callStates)[number];

/** What one handset does; each carries `phone`, its name. */
export type HandsetEvent =
  | {
      readonly type: "handset";
      readonly model: string;
      readonly mac: string;
      readonly location: string | undefined;
      readonly address: string;
      readonly lineKeys: number;
      readonly keysPerPage: number;
      readonly callWithoutRegistration: boolean;
    }
  | { readonly type: "power"; readonly on: boolean }
  /** A start-up begins: by power, or by a reboot with its reason. */
  | {
      readonly type: "boot";
      readonly cause: "power" | "reboot";
      readonly reason: string;
      /** A hand on the phone or its plug, a phone app (Execute), or the PBX (NOTIFY check-sync). */
      readonly askedBy: "hand" | "app" | "pbx";
    }
  | { readonly type: "state"; readonly state: HandsetState; readonly reason: string }
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "screen"; readonly screen: ScreenView }
  | { readonly type: "beep" }
  /** The call history of the phone was erased (policy erase-personal-data). */
  | { readonly type: "history-erased"; readonly reason: string }
  /** The stored configuration is gone (T18). */
  | { readonly type: "factory-reset" }
  | {
      readonly type: "config";
      readonly outcome: "applied" | "kept";
      readonly file: string;
      readonly extension: string | undefined;
      readonly accountLabel: string | undefined;
      /** Of the account's password (`secretPrint`): compared within the process that recorded it, and by nobody else. */
      readonly secretPrint?: string;
      /** SIP server of the account as configured, host:port; undefined without an account. */
      readonly server?: string | undefined;
      readonly keys: readonly LineKeyView[];
      /** Line keys and accounts beyond the limits of the model, in words. */
      readonly dropped: readonly string[];
      /** Settings of the template by name, e.g. time-zone. */
      readonly settings: Readonly<Record<string, string>>;
      readonly message?: string;
    }
  | {
      readonly type: "registration";
      readonly state: RegistrationState;
      readonly extension: string;
      /** SIP status that led here; 0 when no answer came. */
      readonly status?: number;
      readonly expiresSeconds?: number;
      readonly contacts?: number;
      readonly reason?: string;
    }
  | {
      readonly type: "call";
      /** Name that the scenario gave the call, or the handset's own. */
      readonly call: string;
      readonly direction: "outgoing" | "incoming";
      readonly state: CallState;
      readonly number: string;
      /** Of the INVITE, as soon as there is one that this phone sends. */
      readonly callId?: string;
      readonly status?: number;
      readonly reason?: string;
    }
  /** This phone has put the other side of a call on hold, or has taken it off. */
  | { readonly type: "hold"; readonly call: string; readonly on: boolean }
  /** What the phone knows by its own ear of the sound of a call, each time that changes. */
  | {
      readonly type: "audio";
      readonly call: string;
      /**
       * `both-ways`: it hears the other side, which says that it hears the phone; `one-way`: it hears the other side, which
       * does not say so; `none`: it has heard nothing for a second; `unknown`: what was heard says nothing any more, for
       * the sides have agreed anew.
       */
      readonly way: AudioWay;
      /** Who is heard, by its tone; `other`: a sound of somebody else; absent: nobody. */
      readonly hears?: AudibleSpeaker;
      /** RTP packets of the other side that never came, so far. */
      readonly lost: number;
      /** RFC 3550 §6.4.1. */
      readonly jitterMs: number;
    }
  | {
      readonly type: "http";
      readonly direction: "request" | "response";
      readonly method: string;
      /** Query values of secret fields are redacted before they get here. */
      readonly url: string;
      readonly status?: number;
      readonly body?: string;
      readonly error?: string;
      /** In a recording of `deskfleet capture`: a response has the number of its request, from 1. */
      readonly exchange?: number;
      /** In a recording: names in lower case, secrets redacted. */
      readonly headers?: Readonly<Record<string, string>>;
      /** In a recording, how `body` stands for bytes where it is not UTF-8; `left-out`: it was recorded in no way. */
      readonly encoding?: "latin1" | "base64" | "left-out";
    }
  | {
      readonly type: "sip";
      readonly direction: "sent" | "received";
      readonly peer: string;
      readonly protocol: string;
      readonly startLine: string;
      readonly cseq: string;
      readonly callId: string;
      /** True for a copy that a retransmission timer sent. */
      readonly repeat: boolean;
      /** The whole message with credentials redacted. */
      readonly text: string;
    }
  | { readonly type: "lost"; readonly direction: "sent" | "received"; readonly startLine: string }
  | { readonly type: "note"; readonly text: string }
  /** What a call to the emergency number would come to from now on. */
  | ({ readonly type: "emergency-path"; readonly number: string } & EmergencyPathView)
  /** An emergency call was placed to see whether the path says what the call does. */
  | ({ readonly type: "emergency-sample" } & EmergencySample);

/** About a load run; single handsets are not recorded in it. */
type LoadEvent =
  | ({ readonly type: "load-progress" } & LoadProgress)
  | { readonly type: "load-end"; readonly result: LoadResult };

export type EventBody = RunEvent | ScenarioEvent | HandsetEvent | BackendEvent | LoadEvent;

/** An event with its place in the run. */
export type TranscriptEvent = EventBody & {
  /** Position in the transcript, from 0, without gaps. */
  readonly seq: number;
  /** Milliseconds since the run began, monotonic. */
  readonly atMs: number;
  /** Id of the scenario, where the event belongs to one. */
  readonly scenario?: string;
  /** Name of the handset, where the event belongs to one. */
  readonly phone?: string;
};
