import { lineKeyParameter } from "../../model/profile/line-key-parameters.js";
import type { Profile } from "../../model/profile/profile.js";
import type { LineKeyView } from "../../transcript/handset-state.js";
import { defaultLabel } from "../line-keys.js";
import type { DeskAccount, DeskConfig } from "./desk-config.js";
import { mapAccount } from "./map-account.js";

type Parameters = ReadonlyMap<number, string>;

/**
 * Works out what a phone of this model does with its parameters: what lies beyond its limits has no effect (HD-48,
 * policy `surplus-keys: hide`). Pure; any text in any value gives a result.
 */
export function mapConfig(parameters: Parameters, profile: Profile): DeskConfig {
  const account = firstAccount(parameters, profile);
  const usable = typeof account === "string" ? undefined : account;
  return {
    account: usable,
    problem: typeof account === "string" ? account : undefined,
    server: usable && `${usable.host}:${usable.port}`,
    keys: mapLineKeys(parameters, profile),
    dropped: typeof account === "string" ? [account] : [],
    settings: mapSettings(parameters, profile),
    dataOwner: parameters.get(profile.settingParameters.dataOwner),
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
  const known = Object.entries(profile.keyTypes).find(([, number]) => String(number) === code)?.[0];
  const type = known ?? `type ${code}`;
  const value = text("value");
  return { key, type, label: text("label") || defaultLabel(type, value), value };
}

/** `screenTimeout` → `screen-timeout`, the name that setup files use. */
function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What a template sets, by name (HD-50 to HD-55). */
function mapSettings(parameters: Parameters, profile: Profile): Record<string, string> {
  const { dataOwner: _notShown, ...shown } = profile.settingParameters;
  const settings: Record<string, string> = {};
  for (const [name, number] of Object.entries(shown)) {
    const value = parameters.get(number);
    if (value) settings[kebab(name)] = value;
  }
  return { ...settings, ...mapPaging(parameters, profile) };
}

/** Multicast pages that the phone takes part in (HD-54): `paging-1`, `paging-1-label` and so on. */
function mapPaging(parameters: Parameters, { pagingParameters }: Profile): Record<string, string> {
  const { count, address, label } = pagingParameters;
  const groups: Record<string, string> = {};
  for (let group = 1; group <= count; group++) {
    const at = parameters.get(address.base + address.step * (group - 1));
    if (!at) continue;
    groups[`paging-${group}`] = at;
    const name = parameters.get(label.base + label.step * (group - 1));
    if (name) groups[`paging-${group}-label`] = name;
  }
  return groups;
}
