import { lineKeyParameter } from "../../model/line-key-parameters.js";
import type { Profile } from "../../model/profile.js";
import type { LineKeyView } from "../../transcript/handset-view.js";
import type { DeskAccount, DeskConfig } from "./desk-config.js";
import { mapAccount } from "./map-account.js";

type Parameters = ReadonlyMap<number, string>;

/**
 * Works out what a phone of this model does with its parameters. Keys and accounts beyond the model's limits are
 * dropped and reported (HD-48, policy `surplus-keys: hide`). Pure; any text in any value gives a result.
 */
export function mapConfig(parameters: Parameters, profile: Profile): DeskConfig {
  const dropped: string[] = [];
  const account = firstAccount(parameters, profile, dropped);
  const keys = mapLineKeys(parameters, profile, dropped);
  return { account, keys, dropped, settings: mapSettings(parameters, profile) };
}

/** Numbers of the P-values that hold passwords: no event may show their text. */
export function secretParameters(profile: Profile): ReadonlySet<number> {
  return new Set(profile.accountParameters.map(({ password }) => password));
}

function firstAccount(parameters: Parameters, profile: Profile, dropped: string[]): DeskAccount | undefined {
  let first: DeskAccount | undefined;
  for (const [index, numbers] of profile.accountParameters.entries()) {
    if (parameters.get(numbers.active)?.trim() !== "1") continue;
    const number = index + 1;
    if (number > profile.accounts) {
      dropped.push(`account ${number}: the ${profile.model} has ${profile.accounts}`);
      continue;
    }
    const account = mapAccount(parameters, profile, number, numbers);
    if (typeof account === "string") dropped.push(account);
    else first ??= account;
  }
  return first;
}

function mapLineKeys(parameters: Parameters, profile: Profile, dropped: string[]): LineKeyView[] {
  const keys: LineKeyView[] = [];
  const last = Math.max(profile.lineKeys, ...profile.lineKeyBlocks.map(({ to }) => to));
  for (let number = 1; number <= last; number++) {
    const key = mapLineKey(parameters, profile, number);
    if (!key) continue;
    if (number <= profile.lineKeys) keys.push(key);
    else dropped.push(`line key ${number} (${key.label}): the ${profile.model} has ${profile.lineKeys}`);
  }
  return keys;
}

function mapLineKey(parameters: Parameters, profile: Profile, key: number): LineKeyView | undefined {
  const text = (field: "type" | "value" | "label"): string => {
    const number = lineKeyParameter(profile, key, field);
    return number === undefined ? "" : (parameters.get(number) ?? "").trim();
  };
  const code = text("type");
  if (code === "" || code === String(profile.keyTypes.none)) return undefined;
  const type = Object.entries(profile.keyTypes).find(([, number]) => String(number) === code)?.[0];
  const value = text("value");
  return { key, type: type ?? `type ${code}`, label: text("label") || defaultLabel(type, value), value };
}

/** What the display shows beside a key without a label of its own. */
function defaultLabel(type: string | undefined, value: string): string {
  switch (type) {
    case "line":
      return "Line";
    case "app-login":
      return "Login";
    case "app-logout":
      return "Logout";
    default:
      return value;
  }
}

function mapSettings(parameters: Parameters, profile: Profile): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [name, number] of Object.entries(profile.settingParameters)) {
    const value = parameters.get(number);
    if (value) settings[name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)] = value;
  }
  return settings;
}
