import type { Profile } from "../../model/profile.js";
import type { LineKey, Setup, Template } from "../../model/setup.js";
import type { HasFault } from "./has-fault.js";
import { type Device, inUse, type Mapping } from "./mapping.js";
import { layoutKeys, lineOnlyKeys, minimalKeys } from "./model-layout.js";
import { templateSettings } from "./template.js";

/** What one phone is told to be, in words; parameter numbers come later. */
export interface ConfigFile {
  /** undefined: a blank phone (HD-18, HD-81). */
  readonly account: ConfigAccount | undefined;
  /** From key 1 on, as many as the layout has, which may be more than the phone has (HD-48). */
  readonly keys: readonly ConfigKey[];
  readonly settings: Template;
}

export interface ConfigAccount {
  readonly extension: string;
  readonly name: string;
  readonly secret: string;
  /** host:port */
  readonly server: string;
  readonly transport: "udp" | "tcp" | "tls";
  readonly expiresMinutes: number;
}

export interface ConfigKey {
  readonly type: LineKey["type"];
  readonly label: string;
  readonly value: string;
}

/** Addresses that phones are told. */
export interface PhoneAddresses {
  /** `http://host:port` of the phone apps: Port Settings (HD-32 to HD-35). */
  readonly apps: string;
  /** host:port */
  readonly sip: string;
}

/** The configuration of a phone by its mapping, or the fallback where no template is assigned (HD-31). */
export function configFile(
  setup: Setup,
  device: Device | undefined,
  profile: Profile,
  addresses: PhoneAddresses,
  has: HasFault,
): ConfigFile {
  const served = servedMapping(setup, device);
  if (!served) {
    const stale = has("full-logout-keeps-account") ? device?.mapping : undefined;
    return {
      account: stale && account(setup, stale, profile, addresses),
      keys: has("login-key-missing") ? [] : [configKey({ type: "app-login" }, addresses)],
      settings: {},
    };
  }
  return {
    account: account(setup, served, profile, addresses),
    keys: mappedKeys(setup, served).map((key) => configKey(key, addresses)),
    settings: templateSettings(setup, served.template),
  };
}

/** A phone whose mapping was deleted in use keeps its file, or loses it (policy file-of-deleted-mapping). */
function servedMapping(setup: Setup, device: Device | undefined): Mapping | undefined {
  const orphaned = device?.mapping === undefined;
  return orphaned && setup.policies.fileOfDeletedMapping === "fallback" ? undefined : inUse(device);
}

function mappedKeys(setup: Setup, mapping: Mapping): readonly LineKey[] {
  if (mapping.layout !== undefined) return layoutKeys(setup, mapping.layout);
  return mapping.role === "placeholder" ? minimalKeys : lineOnlyKeys;
}

/** @returns undefined where the extension is gone from the setup: the phone is then blank. */
function account(
  setup: Setup,
  mapping: Mapping,
  profile: Profile,
  addresses: PhoneAddresses,
): ConfigAccount | undefined {
  const extension = setup.extensions[mapping.extension];
  if (!extension) return undefined;
  const { minimumExpiration, maximumExpiration } = setup.registrar;
  const seconds = Math.min(Math.max(profile.registerExpiresSeconds, minimumExpiration), maximumExpiration);
  return {
    extension: mapping.extension,
    name: extension.name,
    secret: extension.secret,
    server: addresses.sip,
    transport: setup.sipTransport,
    expiresMinutes: Math.max(1, Math.round(seconds / 60)),
  };
}

const appLabels: Partial<Record<LineKey["type"], string>> = {
  line: "Line",
  "app-login": "Login",
  "app-logout": "Logout",
};

function configKey({ type, label, value = "" }: LineKey, addresses: PhoneAddresses): ConfigKey {
  return { type, label: label ?? appLabels[type] ?? value, value: keyValue(type, value, addresses) };
}

function keyValue(type: LineKey["type"], value: string, addresses: PhoneAddresses): string {
  switch (type) {
    case "app-login":
      return `${addresses.apps}/apps/login`;
    case "app-logout":
      return `${addresses.apps}/apps/logout`;
    default:
      return value;
  }
}
