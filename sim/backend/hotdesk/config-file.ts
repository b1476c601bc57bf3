import type { Profile } from "../../model/profile/profile.js";
import type { ExtensionSettings, Setup, Template } from "../../model/setup/setup.js";
import { type ConfigKey, configKey } from "./config-key.js";
import { type Device, inUse, type Mapping } from "./mapping.js";
import { layoutKeys, layoutNamed, lineOnlyKeys, minimalKeys } from "./model-layout.js";
import { type PhoneAddresses, reachedAt } from "./phone-addresses.js";
import { templateSettings } from "./template.js";

/** What one phone is configured to be, in words; parameter numbers come later. */
export interface ConfigFile {
  /** undefined: a blank phone (HD-18, HD-81). */
  readonly account: ConfigAccount | undefined;
  /** From key 1 on, as many as the layout has, which may be more than the phone has (HD-48). */
  readonly keys: readonly ConfigKey[];
  readonly settings: Template;
  /**
   * Whose call history the phone may keep; empty: of no one. undefined: the file does not say, so the phone keeps
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
 * The configuration of a phone by its mapping, or the fallback where no template is assigned (HD-31) or the extension
 * is gone from the setup.
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
  const { mapping, extension } = served;
  const settings = templateSettings(setup, mapping.template);
  const told = reachedAt(addresses, settings.serverAddress);
  return {
    account: account(setup, mapping.extension, extension, profile, told),
    keys: mappedKeys(setup, mapping).map((key) => configKey(key, told)),
    settings,
    dataOwner: dataOwner(setup, mapping),
  };
}

/** A phone whose mapping was deleted in use is served the fallback (policy file-of-deleted-mapping). */
export function isOrphanServedFallback(setup: Setup, device: Device | undefined): boolean {
  const orphaned = device?.orphan !== undefined && device.mapping === undefined;
  return orphaned && setup.policies.fileOfDeletedMapping === "fallback";
}

/** Where the extension is gone from the setup, a user's keys would leave the desk without a way back. */
function servedMapping(setup: Setup, device: Device | undefined) {
  const mapping = isOrphanServedFallback(setup, device) ? undefined : inUse(device);
  const extension = mapping && extensionNamed(setup, mapping.extension);
  return extension && { mapping, extension };
}

/** A layout that is gone leaves a desk as usable as none: a way to call, and at a placeholder one back. */
function mappedKeys(setup: Setup, { layout, role }: Mapping) {
  if (layout !== undefined && layoutNamed(setup, layout)) return layoutKeys(setup, layout);
  return role === "placeholder" ? minimalKeys : lineOnlyKeys;
}

function dataOwner(setup: Setup, { role, extension }: Mapping): string | undefined {
  return role === "placeholder" && setup.policies.erasePersonalData === "no" ? undefined : extension;
}

function extensionNamed(setup: Setup, number: string): ExtensionSettings | undefined {
  return Object.hasOwn(setup.extensions, number) ? setup.extensions[number] : undefined;
}

function account(
  setup: Setup,
  number: string,
  extension: ExtensionSettings,
  profile: Profile,
  { sip }: PhoneAddresses,
): ConfigAccount {
  const { minimumExpiration, maximumExpiration } = setup.registrar;
  const seconds = Math.min(Math.max(profile.registerExpiresSeconds, minimumExpiration), maximumExpiration);
  return {
    extension: number,
    name: extension.name,
    secret: extension.secret,
    server: `${sip.host}:${sip.port}`,
    transport: setup.sipTransport,
    expiresMinutes: Math.max(1, Math.round(seconds / 60)),
  };
}
