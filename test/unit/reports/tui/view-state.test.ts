import { expect, test } from "vitest";
import type { KeyStroke } from "../../../../reports/tui/fleet-input.js";
import {
  initialViewState,
  type ViewEffect,
  type ViewState,
  viewContext,
  viewStep,
} from "../../../../reports/tui/view-state.js";
import type { HandsetView } from "../../../../sim/transcript/handset-view.js";
import { desk, fleet } from "./sample-fleet.js";

const named = ["up", "down", "left", "right", "enter", "escape", "tab", "backspace"] as const;

/** Plays `j j Enter 9 1 1 Enter` on a fleet and gives where it ends and what it did. */
function play(handsets: readonly HandsetView[], keys: string, from: ViewState = initialViewState) {
  const effects: ViewEffect[] = [];
  let state = from;
  for (const key of keys.split(" ")) {
    const name = named.find((each) => each === key.toLowerCase());
    const stroke: KeyStroke = name ? { text: "", name } : { text: key, name: undefined };
    const step = viewStep(state, stroke, viewContext(fleet(handsets), state, 10));
    state = step.state;
    if (step.effect) effects.push(step.effect);
  }
  return { state, effects };
}

const three = [
  desk("lobby"),
  desk("hall", { emergency: { path: "none", link: "E2", missing: "no account" } }),
  desk("attic", { model: "CIP230" }),
];

test("the selection stays inside the list", () => {
  expect(play(three, "j j j j").state.selected).toBe(2);
  expect(play(three, "j j k k k").state.selected).toBe(0);
  expect(play(three, "G").state.selected).toBe(2);
});

test("a filter shows only the desks that match in any column", () => {
  const { state } = play(three, "/ c i p 2 3 0 Enter");
  expect(viewContext(fleet(three), state, 10).desks.map(({ view }) => view.name)).toEqual(["attic"]);
  expect(play(three, "/ x Escape").state.filter).toBe("");
});

test("n leaves the desks that cannot call 911", () => {
  const { state } = play(three, "n");
  expect(viewContext(fleet(three), state, 10).desks.map(({ view }) => view.name)).toEqual(["hall"]);
});

test("on an idle handset digits dial and Enter presses the key under the finger", () => {
  expect(play(three, "Enter 9 1 1 Enter").effects).toMatchObject([{ act: { kind: "dial", number: "911" } }]);
  expect(play(three, "Enter Down Enter").effects).toMatchObject([{ act: { kind: "key", key: 2 } }]);
  expect(play(three, "Enter 9 Backspace Enter").effects).toMatchObject([{ act: { kind: "key", key: 1 } }]);
});

test("keys of a phone that boots do nothing, but for power and those of the view", () => {
  const booting = [desk("lobby", { state: "BOOT" })];
  const { state, effects } = play(booting, "Enter 1 0 0 8 Tab 9 4 6 1 Enter a h");
  expect(effects).toEqual([]);
  expect(state.typed).toBe("");
  expect(play(booting, "Enter Escape").state.openKey).toBeUndefined();
  expect(play(booting, "Enter ?").state.help).toBe(true);
  expect(play(booting, "Enter p q").effects).toMatchObject([{ kind: "toggle-power" }, { kind: "quit" }]);
});

test("digits that were typed when a phone rebooted are gone", () => {
  const typed = play([desk("lobby")], "Enter 9 1").state;
  const rebooted = play([desk("lobby", { state: "BOOT" })], "1", typed).state;
  expect(play([desk("lobby")], "1 Enter", rebooted).effects).toMatchObject([{ act: { number: "1" } }]);
});

const form = (focused: number): HandsetView =>
  desk("lobby", {
    screen: {
      kind: "form",
      title: "Login",
      focused,
      softkeys: ["Submit", "Cancel"],
      fields: [
        { prompt: "Extension", parameter: "extension", masked: false, value: "" },
        { prompt: "Voicemail Password", parameter: "pin", masked: true, value: "" },
      ],
    },
  });

test("in a form digits type, Enter moves on and submits on the last field", () => {
  expect(play([form(0)], "Enter 1 0 Enter").effects).toMatchObject([{ act: { kind: "type", text: "10" } }]);
  expect(play([form(1)], "Enter 7 7 Enter").effects).toMatchObject([{ act: { kind: "submit", text: "77" } }]);
  expect(play([form(1)], "Enter Escape").effects).toMatchObject([
    { act: { kind: "softkey", label: "Cancel" } },
  ]);
});

test("in a menu the arrows select and Enter picks", () => {
  const menu = desk("lobby", {
    screen: { kind: "menu", title: "Template", items: ["EST", "CST"], selected: 0, softkeys: [] },
  });
  expect(play([menu], "Enter Down Down Enter").effects).toMatchObject([
    { act: { kind: "item", item: "CST" } },
  ]);
});

// Twelve keys a page, six in each column: 1 stands beside 7, and 7 beside 13 on the next page.
test.each([
  ["Right", 7],
  ["Right Right", 13],
  ["Right Left", 1],
  ["Right Right Left", 7],
  ["Left", 1],
  ["Down Right", 8],
  ["Down Down Up", 2],
  ["Tab Tab", 3],
  ["Right Right Right Right Right Right Right", 31],
])("the arrows %s end on line key %i, where it is drawn", (arrows, key) => {
  expect(play(three, `Enter ${arrows} Enter`).effects).toMatchObject([{ act: { kind: "key", key } }]);
});

test("a page that is not full has no key beside its last ones", () => {
  const view = desk("lobby", { lineKeys: 15 });
  const from = (focusedKey: number, arrows: string) =>
    play([view], `Enter ${arrows}`, { ...initialViewState, focusedKey }).state.focusedKey;
  expect(from(1, "Right Right")).toBe(13);
  expect(from(1, "Right Right Down Right")).toBe(14);
  expect(from(1, "Down Down Down Right Right")).toBe(15);
});

test("q quits from the list and from a handset, Escape leaves the handset", () => {
  expect(play(three, "q").effects).toEqual([{ kind: "quit" }]);
  expect(play(three, "Enter q").effects).toEqual([{ kind: "quit" }]);
  expect(play(three, "Enter Escape").state.openKey).toBeUndefined();
});

test("a run is shown first; d shows its desks, r the run again", () => {
  const run = { ended: 1, total: 3, running: [], broken: [], suites: [] };
  const step = (state: ViewState, text: string) =>
    viewStep(state, { text, name: undefined }, viewContext({ ...fleet(three), run }, state, 10));
  const shows = (state: ViewState) => viewContext({ ...fleet(three), run }, state, 10).showsRun;
  expect(shows(initialViewState)).toBe(true);
  const desks = step(initialViewState, "d").state;
  expect(shows(desks)).toBe(false);
  expect(shows(step(desks, "r").state)).toBe(true);
  expect(step(initialViewState, "q").effect).toEqual({ kind: "quit" });
  expect(step(initialViewState, "p").effect).toBeUndefined();
});

test("help closes on any key and does nothing else", () => {
  const { state, effects } = play(three, "? q");
  expect(state.help).toBe(false);
  expect(effects).toEqual([]);
});
