/** What can be seen on one handset, worked out from its events. */

import type { CallState, RegistrationState, TranscriptEvent } from "./event.js";
import type { HandsetState, LineKeyView, ScreenView } from "./handset-state.js";

interface CallView {
  readonly call: string;
  readonly direction: "outgoing" | "incoming";
  readonly number: string;
  readonly state: CallState;
}

export interface HandsetView {
  readonly name: string;
  readonly scenario: string | undefined;
  readonly model: string;
  readonly mac: string;
  readonly location: string | undefined;
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
  /** Those that are up, and the last few that are over. */
  readonly calls: readonly CallView[];
  /** SIP server of the account as configured, host:port. */
  readonly server: string | undefined;
  /** Numbers dialled and numbers that called, since they were last erased; the last 100. */
  readonly history: readonly string[];
  readonly lastEvent: string;
  /** Grows with every change, for memoised rows. */
  readonly version: number;
}

/** As many as phones usually keep. */
const historyLength = 100;

/** More than anybody looks back on; a watched phone may go on for days. */
const callsOver = 8;

const over: ReadonlySet<CallState> = new Set(["ended", "failed", "refused"]);
const isOver = ({ state }: CallView): boolean => over.has(state);

const dark: ScreenView = { kind: "idle", title: "", text: "", softkeys: [] };

/** A handset of which nothing is known yet. */
export function newHandsetView(name: string, scenario: string | undefined): HandsetView {
  return {
    name,
    scenario,
    model: "",
    mac: "",
    location: undefined,
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
    calls: [],
    server: undefined,
    history: [],
    lastEvent: "",
    version: 0,
  };
}

/** The view after one more event of this handset. Pure; wire events change nothing. */
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
        ...(event.extension === undefined ? { registration: "unregistered" as const } : {}),
        lastEvent: [`configuration ${event.file}`, event.message].filter(Boolean).join(": "),
      };
    case "registration":
      // The contact of the account before is taken away while the new one is registered (policy register-order).
      if (view.extension !== undefined && event.extension !== view.extension) return undefined;
      return {
        registration: event.state,
        registrationStatus: event.status,
        lastEvent: `${event.state} ${event.extension}${event.status ? ` (${event.status})` : ""}`,
      };
    case "call": {
      const { call, direction, number, state } = event;
      const isKnown = view.calls.some((each) => each.call === call && !isOver(each));
      return {
        calls: lastCalls([
          ...view.calls.filter((each) => each.call !== call),
          { call, direction, number, state },
        ]),
        ...(isKnown ? {} : { history: [...view.history, number].slice(-historyLength) }),
        lastEvent: `call ${number} ${state}`,
      };
    }
    case "history-erased":
      return { history: [], lastEvent: "call history erased" };
    case "factory-reset":
      return {
        history: [],
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

function lastCalls(calls: readonly CallView[]): readonly CallView[] {
  const dropped = new Set(calls.filter(isOver).slice(0, -callsOver));
  return calls.filter((call) => !dropped.has(call));
}
