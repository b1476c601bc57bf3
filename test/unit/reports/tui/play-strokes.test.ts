import { expect, test } from "vitest";
import type { KeyStroke } from "../../../../reports/tui/fleet-input.js";
import { playStrokes } from "../../../../reports/tui/play-strokes.js";
import { initialViewState, type ViewEffect } from "../../../../reports/tui/view-state.js";
import { handsetKey } from "../../../../sim/transcript/fleet-view.js";
import { desk, fleet } from "./sample-fleet.js";

const enter: KeyStroke = { text: "", name: "enter" };
const tab: KeyStroke = { text: "", name: "tab" };
const typed = (text: string): KeyStroke[] => [...text].map((each) => ({ text: each, name: undefined }));

const loginForm = (focused: number) =>
  desk("lobby", {
    screen: {
      ...{ kind: "form", title: "Login", softkeys: ["Submit"], focused },
      fields: [
        { prompt: "Extension", parameter: "extension", masked: false, value: "" },
        { prompt: "Password", parameter: "pin", masked: true, value: "" },
      ],
    },
  });

test("each stroke of one read meets the screen that the strokes before it left", () => {
  let focused = 0;
  const effects: ViewEffect[] = [];
  const state = playStrokes({
    strokes: [...typed("1008"), tab, ...typed("9999"), enter],
    state: { ...initialViewState, openKey: handsetKey(undefined, "lobby") },
    height: 10,
    snapshot: () => fleet([loginForm(focused)]),
    carryOut: (effect) => {
      effects.push(effect);
      focused = 1;
    },
  });
  expect(effects).toMatchObject([
    { act: { kind: "type", text: "1008" } },
    { act: { kind: "submit", text: "9999" } },
  ]);
  expect(state.typed).toBe("");
});

test("the panic button works whatever is on the screen", () => {
  for (const view of [loginForm(0), desk("lobby", {})]) {
    const effects: ViewEffect[] = [];
    playStrokes({
      strokes: typed("!"),
      state: { ...initialViewState, openKey: handsetKey(undefined, "lobby") },
      height: 10,
      snapshot: () => fleet([view]),
      carryOut: (effect) => effects.push(effect),
    });
    expect(effects).toMatchObject([{ kind: "act", act: { kind: "panic" } }]);
  }
});
