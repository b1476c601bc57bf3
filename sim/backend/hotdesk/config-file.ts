import type { Profile } from "../../model/profile.js";
import type { Setup, Template } from "../../model/setup.js";
import { type ConfigKey, configKey } from "./config-key.js";
import { type Device, inUse, type Mapping } from "./mapping.js";
import { layoutKeys, lineOnlyKeys, minimalKeys } from "./model-layout.js";
import { type PhoneAddresses, reachedAt } from "./phone-addresses.js";
import { templateSettings } from "./template.js";

/** What one phone is told to be, in words; parameter numbers come later. */
export interface ConfigFile {
  /** undefined: a blank phone (HD-18, HD-81). */
  readonly account: ConfigAccount | undefined;
  /** From key 1 on, as many as the layout has, which may be more than the phone has (HD-48). */
  readonly keys: readonly ConfigKey[];
  readonly settings: Template;
  /**
   * Whose call history the phone may keep; empty: nobody's. undefined: the file does not say, so the phone keeps
   * what it has (policy erase-personal-data: no).
   */
  readonly dataOwner: string | undefined;
}

export interface ConfigAccount {
  readonly extension: string;
  readonly name: string;
  readonly secret: string;
  /** host:port; the host may be a name */
  readonly server: string;
  readonly transport: Setup["sipTransport"];
  readonly expiresMinutes: number;
}

/**
 * The configuration of a phone by its mapping, or the fallback where no template is assigned (HD-31).
 * @param addresses those of the Port Settings; a template's server address takes the place of their host (HD-12)
 */
export function configFile(
  setup: Setup,
  device: Device | undefined,
  profile: Profile,
  addresses: PhoneAddresses,
): ConfigFile {
  const served = servedMapping(setup, device);
  if (!served) {
    return {
      account: undefined,
      keys: [configKey({ type: "app-login" }, addresses)],
      settings: {},
      dataOwner: "",
    };
  }
  const settings = templateSettings(setup, served.template);
  const told = reachedAt(addresses, settings.serverAddress);
  return {
    account: account(setup, served, profile, told),
    keys: mappedKeys(setup, served).map((key) => configKey(key, told)),
    settings,
    dataOwner: dataOwner(setup, served),
  };
}

/** A phone whose mapping was deleted in use keeps its file, or loses it (policy file-of-deleted-mapping). */
function servedMapping(setup: Setup, device: Device | undefined): Mapping | undefined {
  const orphaned = device?.mapping === undefined;
  return orphaned && setup.policies.fileOfDeletedMapping === "fallback" ? undefined : inUse(device);
}

function mappedKeys(setup: Setup, mapping: Mapping) {
  if (mapping.layout !== undefined) return layoutKeys(setup, mapping.layout);
  return mapping.role === "placeholder" ? minimalKeys : lineOnlyKeys;
}

function dataOwner(setup: Setup, { role, extension }: Mapping): string | undefined {
  return role === "placeholder" && setup.policies.erasePersonalData === "no" ? undefined : extension;
}

/** @returns undefined where the extension is gone from the setup: the phone is then blank. */
function account(
  setup: Setup,
  mapping: Mapping,
  profile: Profile,
  { sip }: PhoneAddresses,
): ConfigAccount | undefined {
  const extension = Object.hasOwn(setup.extensions, mapping.extension)
    ? setup.extensions[mapping.extension]
    : undefined;
  if (!extension) return undefined;
  const { minimumExpiration, maximumExpiration } = setup.registrar;
  const seconds = Math.min(Math.max(profile.registerExpiresSeconds, minimumExpiration), maximumExpiration);
  return {
    extension: mapping.extension,
    name: extension.name,
    secret: extension.secret,
    server: `${sip.host}:${sip.port}`,
    transport: setup.sipTransport,
    expiresMinutes: Math.max(1, Math.round(seconds / 60)),
  };
}
