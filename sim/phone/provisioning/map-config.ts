import { lineKeyParameter } from "../../model/line-key-parameters.js";
import type { Profile } from "../../model/profile.js";
import type { LineKeyView } from "../../transcript/handset-view.js";
import type { DeskAccount, DeskConfig } from "./desk-config.js";
import { mapAccount } from "./map-account.js";

type Parameters = ReadonlyMap<number, string>;

/**
 * Works out what a phone of this model does with its parameters: what lies beyond its limits has no effect (HD-48,
 * policy `surplus-keys: hide`). Pure; any text in any value gives a result.
 */
export function mapConfig(parameters: Parameters, profile: Profile): DeskConfig {
  const account = firstAccount(parameters, profile);
  return {
    account: typeof account === "string" ? undefined : account,
    keys: mapLineKeys(parameters, profile),
    dropped: typeof account === "string" ? [account] : [],
    settings: mapSettings(parameters, profile),
  };
}

/** Numbers of the P-values that hold passwords: no event may show their text. */
export function secretParameters(profile: Profile): ReadonlySet<number> {
  return new Set(profile.accountParameters.map(({ password }) => password));
}

function firstAccount(parameters: Parameters, profile: Profile): DeskAccount | string | undefined {
  let problem: string | undefined;
  for (const [index, numbers] of profile.accountParameters.slice(0, profile.accounts).entries()) {
    if (!isActive(parameters, numbers.active)) continue;
    const account = mapAccount(parameters, profile, index + 1, numbers);
    if (typeof account !== "string") return account;
    problem ??= account;
  }
  return problem;
}

function isActive(parameters: Parameters, number: number): boolean {
  return parameters.get(number)?.trim() === "1";
}

function mapLineKeys(parameters: Parameters, profile: Profile): LineKeyView[] {
  return Array.from({ length: profile.lineKeys }, (_, index) =>
    mapLineKey(parameters, profile, index + 1),
  ).filter((key) => key !== undefined);
}

/**
 * What a file holds beyond the limits of the model. The phone has no place for it, so it is asked of the file and
 * never of what the phone has stored.
 * @returns in words, one for each line key and account
 */
export function surplusOf(file: Parameters, profile: Profile): string[] {
  const { model, lineKeys, accounts } = profile;
  const surplus: string[] = [];
  for (const [index, { active }] of profile.accountParameters.entries()) {
    if (index >= accounts && isActive(file, active)) {
      surplus.push(`account ${index + 1}: the ${model} has ${accounts}`);
    }
  }
  const last = Math.max(lineKeys, ...profile.lineKeyBlocks.map(({ to }) => to));
  for (let number = lineKeys + 1; number <= last; number++) {
    const key = mapLineKey(file, profile, number);
    if (key) surplus.push(`line key ${number} (${key.label}): the ${model} has ${lineKeys}`);
  }
  return surplus;
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
