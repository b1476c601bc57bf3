import type { ScreenView } from "../../sim/transcript/handset-state.js";

/** What keys of the keyboard mean, as pure functions of what is on the view: they return an intention. */

/** A key as it came in, one character or one named key at a time. */
export interface KeyStroke {
  readonly text: string;
  readonly name: "up" | "down" | "left" | "right" | "enter" | "escape" | "tab" | "backspace" | undefined;
}

type FleetIntent =
  | { readonly kind: "move"; readonly by: number }
  | {
      readonly kind:
        | "open"
        | "quit"
        | "filter"
        | "clear-filter"
        | "help"
        | "toggle-power"
        | "only-without-911"
        | "run";
    }
  | undefined;

const fleetLetters: Readonly<Record<string, FleetIntent>> = {
  j: { kind: "move", by: 1 },
  k: { kind: "move", by: -1 },
  g: { kind: "move", by: Number.NEGATIVE_INFINITY },
  G: { kind: "move", by: Number.POSITIVE_INFINITY },
  q: { kind: "quit" },
  "/": { kind: "filter" },
  "?": { kind: "help" },
  p: { kind: "toggle-power" },
  n: { kind: "only-without-911" },
  r: { kind: "run" },
};

/** In the view of a run. */
export function runIntent({ text }: KeyStroke): "desks" | "quit" | "help" | undefined {
  return text === "d" ? "desks" : text === "q" ? "quit" : text === "?" ? "help" : undefined;
}

/** In the list of the fleet. */
export function fleetIntent({ text, name }: KeyStroke): FleetIntent {
  switch (name) {
    case "up":
      return { kind: "move", by: -1 };
    case "down":
      return { kind: "move", by: 1 };
    case "enter":
      return { kind: "open" };
    case "escape":
      return { kind: "clear-filter" };
    default:
      return fleetLetters[text];
  }
}

/** What a finger does to the handset itself. */
export type HandsetAct =
  | { readonly kind: "key"; readonly key: number }
  | { readonly kind: "softkey"; readonly label: string }
  | { readonly kind: "item"; readonly item: string }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "submit"; readonly text: string }
  | { readonly kind: "dial"; readonly number: string }
  | { readonly kind: "answer" | "hang-up" | "panic" };

type HandsetIntent =
  | { readonly kind: "typed"; readonly text: string }
  | { readonly kind: "focus-key"; readonly to: "up" | "down" | "left" | "right" }
  | { readonly kind: "select-item"; readonly by: number }
  | { readonly kind: "back" | "quit" | "help" | "toggle-power" }
  | { readonly kind: "act"; readonly act: HandsetAct }
  | undefined;

interface Finger {
  readonly screen: ScreenView;
  readonly typed: string;
  readonly focusedKey: number;
  readonly selectedItem: number;
}

const viewLetters: Readonly<Record<string, HandsetIntent>> = {
  p: { kind: "toggle-power" },
  q: { kind: "quit" },
  "?": { kind: "help" },
};

/** On a handset that boots, which hears no key: what is left is the plug and the view. */
export function bootIntent({ text, name }: KeyStroke): HandsetIntent {
  return name === "escape" ? { kind: "back" } : viewLetters[text];
}

function act(what: HandsetAct): HandsetIntent {
  return { kind: "act", act: what };
}

/** On one handset. Digits go to the form, or else to the dial; arrows to the list, or else to the line keys. */
export function handsetIntent(stroke: KeyStroke, finger: Finger): HandsetIntent {
  // A button of its own: it works whatever the screen asks for.
  if (stroke.text === "!") return act({ kind: "panic" });
  if (stroke.name === "backspace") return { kind: "typed", text: finger.typed.slice(0, -1) };
  switch (finger.screen.kind) {
    case "form":
      return formIntent(stroke, finger.screen, finger.typed);
    case "menu":
      return menuIntent(stroke, finger.screen.items, finger.selectedItem);
    case "text":
      return stroke.name === "enter" || stroke.name === "escape"
        ? act({ kind: "softkey", label: finger.screen.softkeys[0] ?? "OK" })
        : idleIntent(stroke, finger);
    case "idle":
      return idleIntent(stroke, finger);
  }
}

function formIntent(
  { text, name }: KeyStroke,
  screen: Extract<ScreenView, { kind: "form" }>,
  typed: string,
): HandsetIntent {
  const last = screen.focused >= screen.fields.length - 1;
  switch (name) {
    case "escape":
      return act({ kind: "softkey", label: "Cancel" });
    case "enter":
      return act(last ? { kind: "submit", text: typed } : { kind: "type", text: typed });
    case "tab":
    case "down":
      return act({ kind: "type", text: typed });
    default:
      return /^[0-9A-Za-z*#]$/.test(text) ? { kind: "typed", text: typed + text } : undefined;
  }
}

function menuIntent({ name }: KeyStroke, items: readonly string[], selected: number): HandsetIntent {
  switch (name) {
    case "up":
      return { kind: "select-item", by: -1 };
    case "down":
      return { kind: "select-item", by: 1 };
    case "escape":
      return act({ kind: "softkey", label: "Cancel" });
    case "enter": {
      const item = items[Math.min(selected, items.length - 1)];
      return item === undefined ? undefined : act({ kind: "item", item });
    }
    default:
      return undefined;
  }
}

const idleLetters: Readonly<Record<string, HandsetIntent>> = {
  a: act({ kind: "answer" }),
  h: act({ kind: "hang-up" }),
  ...viewLetters,
};

function idleIntent({ text, name }: KeyStroke, { typed, focusedKey }: Finger): HandsetIntent {
  switch (name) {
    case "enter":
      return act(typed === "" ? { kind: "key", key: focusedKey } : { kind: "dial", number: typed });
    case "escape":
      return typed === "" ? { kind: "back" } : { kind: "typed", text: "" };
    case "up":
    case "down":
    case "left":
    case "right":
      return { kind: "focus-key", to: name };
    case "tab":
      return { kind: "focus-key", to: "down" };
    default:
      return /^[0-9*#+]$/.test(text) ? { kind: "typed", text: typed + text } : idleLetters[text];
  }
}
