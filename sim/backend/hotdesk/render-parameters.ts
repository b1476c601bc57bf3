import { type LineKeyField, lineKeyParameter } from "../../model/profile/line-key-parameters.js";
import type { Profile } from "../../model/profile/profile.js";
import type { ConfigAccount, ConfigFile } from "./config-file.js";
import type { ConfigKey } from "./config-key.js";

/** One element of the configuration file: `<P271 para="Account1_Active">1</P271>`. */
export interface Parameter {
  readonly number: number;
  /** A comment for readers; only the number counts. */
  readonly name: string;
  /** Empty: the phone empties the value. */
  readonly value: string;
}

/**
 * The parameters of a configuration, with the addresses of the phone's profile. Everything that a former
 * configuration could have set is written, empty where unused: an absent parameter would leave the old value.
 */
export function renderParameters(config: ConfigFile, profile: Profile): Parameter[] {
  return [
    ...accountParameters(config.account, profile),
    ...lineKeyParameters(config.keys, profile),
    ...settingParameters(config, profile),
    ...pagingParameters(config, profile),
    ...dataOwnerParameter(config, profile),
  ];
}

/** A hot-desk login uses account 1 and SIP profile 1 alone. */
function accountParameters(account: ConfigAccount | undefined, profile: Profile): Parameter[] {
  const [numbers] = profile.accountParameters;
  const [server] = profile.sipProfileParameters;
  if (!numbers || !server) return [];
  return [
    { number: numbers.active, name: "Account1_Active", value: account ? "1" : "0" },
    { number: numbers.profile, name: "Account1_Profile", value: "0" },
    { number: numbers.label, name: "Account1_Label", value: account?.name ?? "" },
    { number: numbers.user, name: "Account1_UserID", value: account?.extension ?? "" },
    { number: numbers.authId, name: "Account1_AuthID", value: account?.extension ?? "" },
    { number: numbers.password, name: "Account1_Password", value: account?.secret ?? "" },
    { number: numbers.name, name: "Account1_Name", value: account?.name ?? "" },
    { number: server.server, name: "Profile1_SIPServer", value: account?.server ?? "" },
    { number: server.transport, name: "Profile1_Transport", value: transportValue(account) },
    { number: server.register, name: "Profile1_Register", value: "1" },
    { number: server.expiry, name: "Profile1_Expiry", value: account ? String(account.expiresMinutes) : "" },
  ];
}

/** phones.md §6 */
const transportValues = { udp: "0", tcp: "1", tls: "2" } as const;

function transportValue(account: ConfigAccount | undefined): string {
  return transportValues[account?.transport ?? "udp"];
}

/**
 * All keys of the model, and beyond it what the layout has: the phone drops those (policy surplus-keys: hide).
 * Mode, account and pickup code of a key are never set, so the factory's "automatic" holds.
 */
function lineKeyParameters(keys: readonly ConfigKey[], profile: Profile): Parameter[] {
  const count = Math.max(profile.lineKeys, keys.length);
  return Array.from({ length: count }, (_, index) => {
    const { type, value, label } = keys[index] ?? noKey;
    const parameter = (field: LineKeyField, text: string): Parameter[] => {
      const number = lineKeyParameter(profile, index + 1, field);
      return number === undefined ? [] : [{ number, name: `LineKey${index + 1}_${field}`, value: text }];
    };
    return [
      ...parameter("type", String(profile.keyTypes[type])),
      ...parameter("value", value),
      ...parameter("label", label),
    ];
  }).flat();
}

const noKey: ConfigKey = { type: "none", value: "", label: "" };

function settingParameters({ settings }: ConfigFile, { settingParameters: numbers }: Profile): Parameter[] {
  return [
    { number: numbers.timeZone, name: "TimeZone", value: settings.timeZone },
    { number: numbers.background, name: "Wallpaper_URL", value: settings.background },
    { number: numbers.screensaver, name: "Screensaver_URL", value: settings.screensaver },
    { number: numbers.screenTimeout, name: "Screensaver_Timeout", value: settings.screenTimeout },
    { number: numbers.ringTone, name: "RingTone", value: settings.ringTone },
    { number: numbers.ringVolume, name: "RingVolume", value: settings.ringVolume },
    { number: numbers.firmware, name: "Firmware_Server", value: settings.firmware },
  ].map(({ number, name, value }) => ({ number, name, value: value === undefined ? "" : String(value) }));
}

/** All groups of the model: one that a template no longer has would be heard for ever (HD-54). */
function pagingParameters(
  { settings }: ConfigFile,
  { pagingParameters: { count, address, label } }: Profile,
): Parameter[] {
  return Array.from({ length: count }, (_, index) => {
    const group = settings.pagingGroups?.[index];
    const name = `Paging_Group${index + 1}`;
    return [
      { number: address.base + address.step * index, name: `${name}_Address`, value: group?.address ?? "" },
      { number: label.base + label.step * index, name: `${name}_Label`, value: group?.label ?? "" },
    ];
  }).flat();
}

/** Left out where the phone shall keep its history (policy erase-personal-data: no). */
function dataOwnerParameter({ dataOwner }: ConfigFile, { settingParameters: numbers }: Profile): Parameter[] {
  return dataOwner === undefined ? [] : [{ number: numbers.dataOwner, name: "Data_Owner", value: dataOwner }];
}
