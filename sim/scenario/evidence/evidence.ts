import type { BackendEvent } from "../../model/control/backend-event.js";
import type { Setup } from "../../model/setup/setup.js";
import type { CallView } from "../../transcript/call-view.js";
import type { EmergencyPathView } from "../../transcript/emergency-path-view.js";
import type { HandsetEvent } from "../../transcript/event.js";
import type { HandsetView } from "../../transcript/handset-view.js";

export type CallEvent = Extract<HandsetEvent, { type: "call" }>;
export type AnnouncementEvent = Extract<BackendEvent, { type: "announcement" }>;
export type FarEndEvent = Extract<BackendEvent, { type: "psap" }>;

export type CallBackEvent = Extract<BackendEvent, { type: "call-back" }>;

/** What a phone heard last in a call. */
export type Sound = NonNullable<CallView["audio"]>;

/** What is known of the call that the PSAP made last. */
export interface CallBackEvidence {
  /** undefined: the PSAP has not called since the last `call-back`. */
  readonly last: CallBackEvent | undefined;
  /** Phones that rang since, by name. */
  readonly rung: ReadonlyMap<string, CallEvent>;
  /** Names of the phones that are registered as an extension. */
  registeredAs(extension: string): readonly string[];
}

/** What a phone did since the last step on it. */
export interface SinceStep {
  /** Why it rebooted, each time; a start by power is not a reboot. */
  readonly reboots: readonly string[];
  readonly beeped: boolean;
  /** Call-IDs of the calls that left it. Copies by timers, and the repeat with credentials, count once. */
  readonly invites: ReadonlySet<string>;
  /** What it asked of the registrar, such as `unregister 9000`. */
  readonly registers: readonly string[];
  /** The last that happened to a call that came to it. */
  readonly incoming: CallEvent | undefined;
}

/** What is known of one phone at the moment of judging. */
export interface PhoneEvidence {
  readonly view: HandsetView;
  readonly sinceStep: SinceStep;
  /** The last that happened to a call that came to it, whenever that was. */
  readonly incoming: CallEvent | undefined;
  /** What it had to leave out of its last configuration; undefined: it never had one. */
  readonly dropped: readonly string[] | undefined;
  readonly setup: Setup;
  /** What a call to the emergency number would come to at this moment. */
  readonly emergency: EmergencyPathView;
  /** Wall clock, in ms since 1970. */
  readonly epochMs: number;
}

/** What is known of a call that a step dialled. */
export interface CallEvidence {
  readonly name: string;
  /** The last that happened to it, on each phone that dialled it: a group has a call of that name on each. */
  readonly last: ReadonlyMap<string, CallEvent>;
  /** What each phone heard last in it; a phone that has no sound to tell of yet is not in it. */
  readonly audio: ReadonlyMap<string, Sound>;
}

/** What the PBX told callers itself since the last `dial`. */
export type AnnouncementEvidence = readonly AnnouncementEvent[];

/** Calls that were answered by the far ends of trunks since the last `dial`. */
export type FarEndEvidence = readonly FarEndEvent[];
