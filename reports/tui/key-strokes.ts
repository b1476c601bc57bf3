import { type Key, useInput } from "ink";
import type { KeyStroke } from "./fleet-input.js";

const keyNames = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["return", "enter"],
  ["escape", "escape"],
  ["tab", "tab"],
  ["backspace", "backspace"],
  ["delete", "backspace"],
] as const satisfies readonly (readonly [keyof Key, KeyStroke["name"]])[];

const controlCharacters: Readonly<Record<string, KeyStroke["name"]>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
};

/**
 * One read of the terminal can hold several characters (`jjj`); each becomes a stroke of its own. Escape and a
 * character in one read look like Alt and that character: here they are the two keys.
 */
export function keyStrokes(input: string, key: Key): KeyStroke[] {
  const name = keyNames.find(([flag]) => key[flag])?.[1];
  if (name !== undefined) return [{ text: "", name }];
  if (key.ctrl) return [];
  const strokes = [...input].map((text) => {
    const control = controlCharacters[text];
    return control === undefined ? { text, name: undefined } : { text: "", name: control };
  });
  return key.meta ? [{ text: "", name: "escape" }, ...strokes] : strokes;
}

/** Calls the handler with the strokes of each read; Ctrl-C is `onInterrupt`. */
export function useKeyStrokes(
  handler: (strokes: readonly KeyStroke[]) => void,
  onInterrupt: () => void,
): void {
  useInput((input, key) => {
    if (key.ctrl && input === "c") onInterrupt();
    else handler(keyStrokes(input, key));
  });
}
