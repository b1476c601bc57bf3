import type { Expectation } from "../../model/scenario/expectation.js";
import type { LineKeyView } from "../../transcript/handset-state.js";
import { type Check, listed, type PhoneEvidence } from "./check.js";

/**
 * `keys: [line, Login]`: the line keys from the first to the last that is set, each by its label or its type;
 * an unset key between them is `none`.
 */
export function checkKeys(expected: readonly string[], { view }: PhoneEvidence): Check {
  const seen = positioned(view.keys);
  const met =
    seen.length === expected.length && seen.every((key, index) => isCalled(key, expected[index] ?? ""));
  return {
    met,
    expected: `line keys ${listed(expected)}`,
    seen: `line keys ${listed(seen.map((key) => (key === undefined ? "none" : key.label || key.type)))}`,
  };
}

/**
 * `key-values: [none, "1500"]`: what `keys` are for, in the same places. `none` is a key without a value, and one for
 * Login or Logout, whose address is the backend's own business.
 */
export function checkKeyValues(expected: readonly string[], { view }: PhoneEvidence): Check {
  const seen = positioned(view.keys).map(keyValue);
  return {
    met: seen.length === expected.length && seen.every((value, index) => value === expected[index]),
    expected: `values of line keys ${listed(expected)}`,
    seen: `values of line keys ${listed(seen)}`,
  };
}

function keyValue(key: LineKeyView | undefined): string {
  const isOwnApp = key?.type === "app-login" || key?.type === "app-logout";
  return key === undefined || key.value === "" || isOwnApp ? "none" : key.value;
}

function isCalled(key: LineKeyView | undefined, name: string): boolean {
  if (key === undefined) return name.toLowerCase() === "none";
  return key.label === name || key.type === name.toLowerCase().replaceAll(" ", "-");
}

function positioned(keys: readonly LineKeyView[]): (LineKeyView | undefined)[] {
  const set = keys.filter(({ type }) => type !== "none");
  const last = Math.max(0, ...set.map(({ key }) => key));
  return Array.from({ length: last }, (_each, index) => set.find(({ key }) => key === index + 1));
}

/** `dropped-keys: 4` or `dropped-keys: [Logout]`: what the last configuration had beyond the phone's limits. */
export function checkDroppedKeys(
  expected: NonNullable<Expectation["droppedKeys"]>,
  { events }: PhoneEvidence,
): Check {
  const dropped =
    events
      .flatMap((event) => (event.type === "config" && event.outcome === "applied" ? [event.dropped] : []))
      .at(-1) ?? [];
  const met =
    typeof expected === "number"
      ? dropped.length === expected
      : dropped.length === expected.length &&
        dropped.every((text, index) => text.includes(expected[index] ?? ""));
  return {
    met,
    expected: `dropped ${typeof expected === "number" ? `${expected} keys` : listed(expected)}`,
    seen: `dropped ${dropped.length}: ${listed(dropped)}`,
  };
}

/** `setting: { time-zone: "-6", ring-tone: null }`; null is not set, settings that are not named may be anything. */
export function checkSetting(
  expected: Readonly<Record<string, string | null>>,
  { view }: PhoneEvidence,
): Check {
  const names = Object.keys(expected);
  const text = (settings: Readonly<Record<string, string | null | undefined>>): string =>
    `settings ${listed(names.map((name) => `${name} ${settings[name] ?? "unset"}`))}`;
  return {
    met: names.every((name) => (view.settings[name] ?? null) === expected[name]),
    expected: text(expected),
    seen: text(view.settings),
  };
}
