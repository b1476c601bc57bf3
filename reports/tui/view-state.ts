import { handsetKey } from "../../sim/transcript/fleet-view.js";
import type { HandsetView } from "../../sim/transcript/handset-view.js";
import {
  bootIntent,
  fleetIntent,
  type HandsetAct,
  handsetIntent,
  type KeyStroke,
  runIntent,
} from "./fleet-input.js";
import type { FleetSnapshot } from "./fleet-source.js";
import { keyBeside } from "./line-key-grid.js";
import { type FleetRow, fleetRow, rowMatches } from "./row.js";
import { windowTop } from "./window.js";

/** Where the user is in the view. Pure: a stroke gives the next state and what has to be done. */
export interface ViewState {
  readonly selected: number;
  readonly top: number;
  readonly filter: string;
  readonly filtering: boolean;
  readonly onlyWithout911: boolean;
  /** Key of the handset that is open. */
  readonly openKey: string | undefined;
  readonly help: boolean;
  /** In a run: its desks are shown, and not the run itself. */
  readonly desks: boolean;
  readonly typed: string;
  readonly focusedKey: number;
  readonly selectedItem: number;
}

export const initialViewState: ViewState = {
  selected: 0,
  top: 0,
  filter: "",
  filtering: false,
  onlyWithout911: false,
  openKey: undefined,
  help: false,
  desks: false,
  typed: "",
  focusedKey: 1,
  selectedItem: 0,
};

/** What a stroke asks of the world outside the view. */
export type ViewEffect =
  | { readonly kind: "quit" }
  | { readonly kind: "toggle-power"; readonly view: HandsetView }
  | { readonly kind: "act"; readonly view: HandsetView; readonly act: HandsetAct };

export interface ViewStep {
  readonly state: ViewState;
  readonly effect?: ViewEffect;
}

/** One line of the fleet with the handset behind it. */
interface Desk {
  readonly view: HandsetView;
  readonly row: FleetRow;
}

/** What the view stands on when a stroke comes. */
export interface ViewContext {
  readonly desks: readonly Desk[];
  readonly open: HandsetView | undefined;
  /** The view of the run stands there, and neither list nor handset. */
  readonly showsRun: boolean;
  /** Lines of the list that fit. */
  readonly height: number;
}

/** The desks that the filters let through, and the handset that is open. */
export function viewContext(snapshot: FleetSnapshot, state: ViewState, height: number): ViewContext {
  const desks = snapshot.handsets.flatMap((view) => {
    if (state.onlyWithout911 && view.emergency.path !== "none") return [];
    const row = fleetRow(view, snapshot.role(view));
    return rowMatches(row, state.filter) ? [{ view, row }] : [];
  });
  const showsRun = snapshot.run !== undefined && !state.desks;
  return { desks, height, showsRun, open: snapshot.handsets.find((view) => keyOf(view) === state.openKey) };
}

/** The line under the cursor, inside what there is now. */
export function selectedLine(state: ViewState, { desks }: ViewContext): number {
  return Math.max(0, Math.min(state.selected, desks.length - 1));
}

export function viewStep(state: ViewState, stroke: KeyStroke, context: ViewContext): ViewStep {
  if (state.help) return { state: { ...state, help: false } };
  if (context.showsRun) return runStep(state, stroke);
  if (state.filtering) return { state: filterStep(state, stroke) };
  return context.open ? handsetStep(state, stroke, context.open) : fleetStep(state, stroke, context);
}

function runStep(state: ViewState, stroke: KeyStroke): ViewStep {
  switch (runIntent(stroke)) {
    case "desks":
      return { state: { ...state, desks: true } };
    case "help":
      return { state: { ...state, help: true } };
    case "quit":
      return { state, effect: { kind: "quit" } };
    case undefined:
      return { state };
  }
}

function filterStep(state: ViewState, { text, name }: KeyStroke): ViewState {
  if (name === "enter") return { ...state, filtering: false };
  if (name === "escape") return { ...state, filter: "", filtering: false };
  const filter = name === "backspace" ? state.filter.slice(0, -1) : state.filter + text;
  return { ...state, filter, selected: 0, top: 0 };
}

function fleetStep(state: ViewState, stroke: KeyStroke, context: ViewContext): ViewStep {
  const intent = fleetIntent(stroke);
  const here = context.desks[selectedLine(state, context)];
  switch (intent?.kind) {
    case "move": {
      const last = context.desks.length - 1;
      const selected = Math.max(0, Math.min(last, selectedLine(state, context) + intent.by));
      const top = windowTop(state.top, selected, context.height, context.desks.length);
      return { state: { ...state, selected, top } };
    }
    case "open":
      return here
        ? { state: { ...state, openKey: keyOf(here.view), typed: "", focusedKey: 1, selectedItem: 0 } }
        : { state };
    case "filter":
      return { state: { ...state, filtering: true } };
    case "clear-filter":
      return { state: { ...state, filter: "" } };
    case "help":
      return { state: { ...state, help: true } };
    case "run":
      return { state: { ...state, desks: false } };
    case "only-without-911":
      return { state: { ...state, onlyWithout911: !state.onlyWithout911 } };
    case "toggle-power":
      return here ? { state, effect: { kind: "toggle-power", view: here.view } } : { state };
    case "quit":
      return { state, effect: { kind: "quit" } };
    case undefined:
      return { state };
  }
}

function handsetStep(before: ViewState, stroke: KeyStroke, view: HandsetView): ViewStep {
  const boots = view.state === "BOOT";
  const state = boots ? { ...before, typed: "" } : before;
  const { typed, focusedKey, selectedItem } = state;
  const intent = boots
    ? bootIntent(stroke)
    : handsetIntent(stroke, { screen: view.screen, typed, focusedKey, selectedItem });
  switch (intent?.kind) {
    case "typed":
      return { state: { ...state, typed: intent.text } };
    case "focus-key": {
      return { state: { ...state, focusedKey: keyBeside(view, state.focusedKey, intent.to) } };
    }
    case "select-item": {
      const last = view.screen.kind === "menu" ? view.screen.items.length - 1 : 0;
      return {
        state: { ...state, selectedItem: Math.max(0, Math.min(last, state.selectedItem + intent.by)) },
      };
    }
    case "back":
      return { state: { ...state, openKey: undefined } };
    case "help":
      return { state: { ...state, help: true } };
    case "toggle-power":
      return { state, effect: { kind: "toggle-power", view } };
    case "quit":
      return { state, effect: { kind: "quit" } };
    case "act":
      return {
        state: { ...state, typed: "", selectedItem: 0 },
        effect: { kind: "act", view, act: intent.act },
      };
    case undefined:
      return { state };
  }
}

function keyOf(view: HandsetView): string {
  return handsetKey(view.scenario, view.name);
}
