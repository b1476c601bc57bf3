import type { Mac } from "../../model/mac.js";
import type { Profiles } from "../../model/profile/profile.js";
import type { FaultName } from "../../model/rules/faults.js";
import type { Setup, Template } from "../../model/setup/setup.js";
import type { ConfigFile } from "../hotdesk/config-file.js";
import { type Device, inUse } from "../hotdesk/mapping.js";
import { templateSettings } from "../hotdesk/template.js";

/** A configuration file on its way to a phone. */
interface ServedFile {
  readonly file: ConfigFile;
  readonly device: Device | undefined;
  /** The last file that the phone got as a user. */
  readonly asUser: ConfigFile | undefined;
  readonly setup: Setup;
  readonly profiles: Profiles;
}

type Change = (served: ServedFile) => ConfigFile;

function without(...settings: (keyof Template)[]): Change {
  return ({ file }) => ({
    ...file,
    settings: { ...file.settings, ...Object.fromEntries(settings.map((name) => [name, undefined])) },
  });
}

function keysOnly(role: "user" | "placeholder", ...types: string[]): Change {
  return ({ file, device }) =>
    inUse(device)?.role === role
      ? { ...file, keys: file.keys.filter(({ type }) => types.includes(type)) }
      : file;
}

/** Faults in what a configuration file says. */
const changes: Readonly<Partial<Record<FaultName, Change>>> = {
  "background-missing": without("background"),
  "screensaver-missing": without("screensaver"),
  "screen-timeout-missing": without("screenTimeout"),
  "paging-missing": without("pagingGroups"),
  "ring-missing": without("ringTone", "ringVolume"),
  "time-zone-missing": without("timeZone"),
  "template-ignored": ({ file }) => ({ ...file, settings: {} }),
  "line-keys-missing": ({ file }) => ({ ...file, keys: file.keys.filter(({ type }) => type !== "line") }),
  "placeholder-login-key-missing": ({ file, device }) =>
    inUse(device)?.role === "placeholder"
      ? { ...file, keys: file.keys.filter(({ type }) => type !== "app-login") }
      : file,
  "extra-keys-missing": keysOnly("placeholder", "line", "app-login"),
  "user-layout-ignored": ({ file, device }) =>
    inUse(device)?.role === "user" ? { ...file, keys: file.keys.slice(0, 1) } : file,
  "surplus-keys-cut": ({ file, device, profiles }) => {
    const limit = profiles.get(device?.model ?? "")?.lineKeys;
    return { ...file, keys: file.keys.slice(0, limit) };
  },
  "login-key-missing": ({ file, device }) => (inUse(device) ? file : { ...file, keys: [] }),
  "full-logout-keeps-account": ({ file, device, asUser }) =>
    isBlankAfterUse(device) ? { ...file, account: asUser?.account } : file,
  "full-logout-keeps-keys": ({ file, device, asUser }) =>
    isBlankAfterUse(device) ? { ...file, keys: [...file.keys, ...(asUser?.keys ?? [])] } : file,
  "full-logout-keeps-template": ({ file, device, setup }) => {
    if (!isBlankAfterUse(device)) return file;
    const name = Object.values(setup.groups).find(({ hotdesk }) => hotdesk.logoutTemplate)?.hotdesk;
    return { ...file, settings: templateSettings(setup, name?.logoutTemplate) };
  },
  "logout-keeps-user": ({ file, device, asUser }) =>
    inUse(device)?.role === "placeholder" && asUser ? { ...file, account: asUser.account } : file,
};

/** @returns what changes a file on its way; it remembers what each phone had as a user */
export function fileFaults(profiles: Profiles, setup: () => Setup, on: () => readonly FaultName[]) {
  const asUser = new Map<Mac, ConfigFile>();
  return (file: ConfigFile, device: Device | undefined): ConfigFile => {
    const faults = on();
    const last = device && asUser.get(device.mac);
    if (device && inUse(device)?.role === "user" && faults.length > 0) asUser.set(device.mac, file);
    return faults.reduce(
      (changed, name) =>
        changes[name]?.({ file: changed, device, asUser: last, setup: setup(), profiles }) ?? changed,
      file,
    );
  };
}

function isBlankAfterUse(device: Device | undefined): boolean {
  return device !== undefined && inUse(device) === undefined;
}
