/** What can be seen on one handset, worked out from its events. */

import { shortNote } from "./backend-note.js";
import {
  type CallView,
  callText,
  holdText,
  isOver,
  withAudio,
  withCall,
  withFarEnd,
  withHold,
} from "./call-view.js";
import type { EmergencyPathView } from "./emergency-path-view.js";
import type { RegistrationState, TranscriptEvent } from "./event.js";
import type { HandsetState, LineKeyView, ScreenView } from "./handset-state.js";

export interface HandsetView {
  readonly name: string;
  readonly scenario: string | undefined;
  readonly model: string;
  readonly mac: string;
  readonly location: string | undefined;
  /** Its IP address. */
  readonly address: string;
  readonly lineKeys: number;
  readonly keysPerPage: number;
  readonly callWithoutRegistration: boolean;
  readonly state: HandsetState;
  readonly screen: ScreenView;
  readonly keys: readonly LineKeyView[];
  /** Extension of account 1, while a configuration with an account is applied. */
  readonly extension: string | undefined;
  readonly accountLabel: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly registration: RegistrationState;
  readonly registrationStatus: number | undefined;
  /** Why it is not registered, in words; undefined where it is, or nothing is known. */
  readonly registrationReason: string | undefined;
  /** Those that are up, and the last few that are over. */
  readonly calls: readonly CallView[];
  /** What a call to the emergency number would come to. */
  readonly emergency: EmergencyPathView;
  /** SIP server of the account as configured, host:port. */
  readonly server: string | undefined;
  /** Numbers dialled and numbers that called, since they were last erased; the last 100. */
  readonly history: readonly string[];
  /** What the backend noted about it since its configuration was last applied; the last three. */
  readonly notes: readonly string[];
  readonly lastEvent: string;
  /** Grows with every change, for memoised rows. */
  readonly version: number;
}

/** As many as phones usually keep. */
const historyLength = 100;

/** A refusal is shown in one or two. */
const notesKept = 3;

const dark: ScreenView = { kind: "idle", title: "", text: "", softkeys: [] };

/** A handset of which nothing is known yet. */
export function newHandsetView(name: string, scenario: string | undefined): HandsetView {
  return {
    name,
    scenario,
    model: "",
    mac: "",
    location: undefined,
    address: "",
    lineKeys: 0,
    keysPerPage: 1,
    callWithoutRegistration: false,
    state: "OFF",
    screen: dark,
    keys: [],
    extension: undefined,
    accountLabel: undefined,
    settings: {},
    registration: "unregistered",
    registrationStatus: undefined,
    registrationReason: undefined,
    calls: [],
    emergency: { path: "unknown", missing: "not worked out" },
    server: undefined,
    history: [],
    notes: [],
    lastEvent: "",
    version: 0,
  };
}

/**
 * The view after one more event of this handset, or of the backend about it. Pure; wire events change nothing.
 */
export function reduceHandset(view: HandsetView, event: TranscriptEvent): HandsetView {
  const change = changeBy(view, event);
  return change === undefined ? view : { ...view, ...change, version: view.version + 1 };
}

function changeBy(view: HandsetView, event: TranscriptEvent): Partial<HandsetView> | undefined {
  switch (event.type) {
    case "handset":
      return {
        model: event.model,
        mac: event.mac,
        location: event.location,
        address: event.address,
        lineKeys: event.lineKeys,
        keysPerPage: event.keysPerPage,
        callWithoutRegistration: event.callWithoutRegistration,
      };
    case "power":
      return event.on
        ? { lastEvent: "power on" }
        : { state: "OFF", screen: dark, registration: "unregistered", calls: [], lastEvent: "power cut" };
    case "boot":
      return { registration: "unregistered", calls: [], lastEvent: `${event.cause}: ${event.reason}` };
    case "state":
      return { state: event.state, lastEvent: event.reason };
    case "screen":
      return { screen: event.screen };
    case "beep":
      return { lastEvent: "beep" };
    case "config":
      if (event.outcome === "kept") return { lastEvent: event.message ?? "configuration kept" };
      return {
        keys: event.keys,
        extension: event.extension,
        accountLabel: event.accountLabel,
        settings: event.settings,
        server: event.server,
        notes: [],
        ...(event.extension === undefined ? { registration: "unregistered" as const } : {}),
        lastEvent: [`configuration ${event.file}`, event.message].filter(Boolean).join(": "),
      };
    case "registration":
      // The contact of the account before is taken away while the new one is registered (policy register-order).
      if (view.extension !== undefined && event.extension !== view.extension) return undefined;
      return {
        registration: event.state,
        registrationStatus: event.status,
        registrationReason: event.reason,
        lastEvent: registrationText(view, event),
      };
    case "call": {
      const { call, number } = event;
      const isKnown = view.calls.some((each) => each.call === call && !isOver(each));
      return {
        calls: withCall(view.calls, event),
        ...(isKnown ? {} : { history: [...view.history, number].slice(-historyLength) }),
        lastEvent: `call ${callText(event)}`,
      };
    }
    case "hold":
      return {
        calls: withHold(view.calls, event),
        lastEvent: `call ${holdText(event)}`,
      };
    case "audio":
      return { calls: withAudio(view.calls, event) };
    case "psap":
      return event.state === "answered" ? { calls: withFarEnd(view.calls, event) } : undefined;
    case "emergency-path": {
      const { type: _type, number: _number, ...emergency } = event;
      return { emergency };
    }
    case "history-erased":
      return {
        history: [],
        calls: view.calls.filter((call) => !isOver(call)),
        lastEvent: "call history erased",
      };
    case "backend-note": {
      const note = shortNote(event.text);
      return { notes: [...view.notes, note].slice(-notesKept), lastEvent: `backend: ${note}` };
    }
    case "factory-reset":
      return {
        history: [],
        calls: view.calls.filter((call) => !isOver(call)),
        keys: [],
        settings: {},
        extension: undefined,
        accountLabel: undefined,
        server: undefined,
        lastEvent: "factory reset",
      };
    default:
      return undefined;
  }
}

/** A refusal with what the backend noted about it just before: the status alone has many reasons. */
function registrationText(
  { notes }: HandsetView,
  { state, extension, status, reason }: Extract<TranscriptEvent, { type: "registration" }>,
): string {
  const refused = state === "refused" || state === "rejected";
  const reasons = refused && notes.length > 0 ? notes.join("; ") : (reason ?? "");
  const why = reasons === "" ? "" : `: ${reasons}`;
  return `${state} ${extension}${status ? ` (${status})` : ""}${why}`;
}
