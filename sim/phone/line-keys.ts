import type { LineKeyView } from "../transcript/handset-view.js";

/** What pressing a line key does. */
export type KeyAction =
  | { readonly kind: "app"; readonly url: string }
  | { readonly kind: "dial"; readonly number: string }
  /** Off hook on a line; what follows is typed on the keypad. */
  | { readonly kind: "line" }
  | { readonly kind: "none"; readonly reason: string };

/**
 * Finds a key by its number from 1, or by its label (exactly, else without regard to case).
 * @returns in words, why there is no such key
 */
export function findLineKey(
  keys: readonly LineKeyView[],
  which: number | string,
  model: { readonly model: string; readonly lineKeys: number },
): LineKeyView | string {
  if (typeof which === "number") {
    if (!Number.isInteger(which) || which < 1 || which > model.lineKeys) {
      return `the ${model.model} has line keys 1 to ${model.lineKeys}`;
    }
    return keys.find(({ key }) => key === which) ?? `key ${which} has no function`;
  }
  const lower = which.toLowerCase();
  return (
    keys.find(({ label }) => label === which) ??
    keys.find(({ label }) => label.toLowerCase() === lower) ??
    `no key has that label; there are: ${keys.map(({ label }) => label).join(", ") || "none"}`
  );
}

/** A BLF key dials what it watches (phones.md §6). */
export function actionOf(key: LineKeyView): KeyAction {
  switch (key.type) {
    case "app-login":
    case "app-logout":
      return { kind: "app", url: key.value };
    case "speed-dial":
    case "blf":
      return { kind: "dial", number: key.value };
    case "line":
      return { kind: "line" };
    default:
      return { kind: "none", reason: `keys of ${key.type} are not simulated` };
  }
}
