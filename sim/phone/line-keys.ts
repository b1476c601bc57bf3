import type { LineKeyType } from "../model/profile/profile.js";
import type { LineKeyView } from "../transcript/handset-state.js";
import type { RecentCalls } from "./personal-data.js";

/** What pressing a line key does. */
export type KeyAction =
  | { readonly kind: "app"; readonly url: string }
  | { readonly kind: "dial"; readonly number: string }
  /** Turns Do Not Disturb on or off. */
  | { readonly kind: "do-not-disturb" }
  /** Off hook on a line; what follows is typed on the keypad. */
  | { readonly kind: "line" }
  | { readonly kind: "none"; readonly reason: string };

/** What the display shows beside a key that was given no label. */
const names: Readonly<Record<LineKeyType, string>> = {
  none: "",
  line: "Line",
  "speed-dial": "Speed Dial",
  blf: "BLF",
  voicemail: "Voicemail",
  "direct-pickup": "Pickup",
  "group-pickup": "Group Pickup",
  park: "Park",
  intercom: "Intercom",
  prefix: "Prefix",
  "local-group": "Local Group",
  "xml-group": "XML Group",
  ldap: "LDAP",
  "network-directories": "Directories",
  forward: "Forward",
  dnd: "DND",
  redial: "Redial",
  "call-return": "Call Return",
  sms: "SMS",
  record: "Record",
  paging: "Paging",
  "silent-call": "Silent Call",
  "app-login": "Login",
  "app-logout": "Logout",
  "app-url": "App",
};

/** Keys that go by what they reach rather than by what they are. */
const shownByValue: ReadonlySet<LineKeyType> = new Set([
  "speed-dial",
  "blf",
  "direct-pickup",
  "park",
  "intercom",
  "prefix",
]);

/**
 * The label of a key that the configuration gives none.
 * @param type of the key; a type that no model has, like `type 99`, shows its value
 */
export function defaultLabel(type: string, value: string): string {
  if (!isKeyType(type)) return value;
  return (shownByValue.has(type) && value) || names[type];
}

function isKeyType(type: string): type is LineKeyType {
  return Object.hasOwn(names, type);
}

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
    `no key has that label (keys: ${keys.map(({ label }) => label).join(", ") || "none"})`
  );
}

/** Feature codes of FreePBX that keys dial. */
const codes = { myVoicemail: "*97", directPickup: "**", groupPickup: "*8", intercom: "*80" } as const;

/**
 * What a key does. A BLF key dials what it watches; a pickup or intercom key puts the code before its value, unless
 * the value has one already (phones.md §6).
 */
export function actionOf({ type, value }: LineKeyView, recent: RecentCalls): KeyAction {
  if (!isKeyType(type)) return refused(`keys of ${type} are not known`);
  switch (type) {
    case "app-login":
    case "app-logout":
    case "app-url":
      return value === "" ? refused("the key has no address") : { kind: "app", url: value };
    case "line":
      return { kind: "line" };
    case "speed-dial":
    case "blf":
    case "park":
      return dialled(value);
    case "voicemail":
      return dialled(value || codes.myVoicemail);
    case "direct-pickup":
      return dialled(prefixed(codes.directPickup, value));
    case "group-pickup":
      return dialled(codes.groupPickup);
    case "intercom":
      return dialled(prefixed(codes.intercom, value));
    case "redial":
      return dialled(recent.dialled ?? "", "nothing was dialled yet");
    case "call-return":
      return dialled(recent.caller ?? "", "there was no call yet");
    case "dnd":
      return { kind: "do-not-disturb" };
    case "prefix":
      return refused(
        `a prefix waits for a number from the keypad: dial ${value || "it"} and the number as one`,
      );
    default:
      return refused(`the key is shown, but ${names[type]} is not simulated`);
  }
}

function refused(reason: string): KeyAction {
  return { kind: "none", reason };
}

function dialled(number: string, otherwise = "the key has no number"): KeyAction {
  return number === "" ? refused(otherwise) : { kind: "dial", number };
}

/** A number that begins with a code of its own stays as it is. */
function prefixed(code: string, value: string): string {
  return value === "" || value.startsWith("*") ? value : `${code}${value}`;
}
