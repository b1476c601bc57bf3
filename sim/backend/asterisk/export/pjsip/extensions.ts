import { contactLimitOrNone } from "../../../../model/setup/contact-limit.js";
import type { ExtensionSettings, Setup } from "../../../../model/setup/setup.js";
import { type Section, yesNo } from "../conf-text.js";
import { entryContext } from "../dialplan/contexts-of.js";
import type { ExportOptions } from "../export-options.js";

/** The objects of all extensions, by kind: endpoint, AOR, auth, and identify only with Match (Permit) (PBX-15). */
export interface ExtensionObjects {
  readonly endpoints: Section[];
  readonly aors: Section[];
  readonly auths: Section[];
  readonly identifies: Section[];
}

export function extensionObjects(setup: Setup, options: Pick<ExportOptions, "host">): ExtensionObjects {
  const extensions = Object.entries(setup.extensions);
  return {
    endpoints: extensions.map(([number, settings]) => endpoint(setup, number, settings, options)),
    aors: extensions.map(([number, settings]) => aor(setup, number, settings)),
    auths: extensions.map(([number, { secret }]) => auth(number, secret)),
    identifies: extensions.flatMap(([number, { matchPermit }]) => identify(number, matchPermit)),
  };
}

/** Media stays with Asterisk: nothing that a phone sends goes past it to another address. */
export function mediaSettings(host: string): Section["settings"] {
  return [
    ["direct_media", "no"],
    ["media_address", host],
    ["bind_rtp_to_media_address", "yes"],
    ["rtp_symmetric", "yes"],
  ];
}

function endpoint(
  setup: Setup,
  number: string,
  { name, trustIdInbound, rewriteContact, dtmfMode, override }: ExtensionSettings,
  { host }: Pick<ExportOptions, "host">,
): Section {
  return {
    name: number,
    settings: [
      ["type", "endpoint"],
      ["context", entryContext(setup, number)],
      ["aors", number],
      // PBX-6: without one nobody is asked for the secret.
      ...(override?.withoutAuthentication === true ? [] : [["auth", `${number}-auth`] as const]),
      ["callerid", `"${name.replaceAll(/["\\]/g, "\\$&")}" <${number}>`],
      // PBX-13, PBX-48: a NOTIFY after each REGISTER, whether the mailbox exists or not.
      ...(setup.mailboxNotices ? [["mailboxes", `${number}@default`] as const] : []),
      ["aggregate_mwi", "no"],
      ["disallow", "all"],
      ["allow", "ulaw,alaw,gsm,g722"],
      ["dtmf_mode", dtmfMode],
      ["rewrite_contact", yesNo(rewriteContact)],
      ["force_rport", "yes"],
      ["send_pai", "yes"],
      ["trust_id_inbound", yesNo(trustIdInbound)],
      // A number that is too short is unknown, not incomplete (484).
      ["allow_overlap", "no"],
      ["timers", "yes"],
      ["timers_min_se", 90],
      ...mediaSettings(host),
    ],
  };
}

function aor({ registrar }: Pick<Setup, "registrar">, number: string, settings: ExtensionSettings): Section {
  const { maxContacts, removeExisting } = contactLimitOrNone(settings);
  return {
    name: number,
    settings: [
      ["type", "aor"],
      ["max_contacts", maxContacts],
      ["remove_existing", yesNo(removeExisting)],
      ["remove_unavailable", yesNo(settings.override?.removeUnavailable === true)],
      ["minimum_expiration", registrar.minimumExpiration],
      ["maximum_expiration", registrar.maximumExpiration],
      ["default_expiration", registrar.defaultExpiration],
      ["qualify_frequency", settings.qualifySeconds],
    ],
  };
}

function auth(number: string, secret: string): Section {
  return {
    name: `${number}-auth`,
    settings: [
      ["type", "auth"],
      ["auth_type", "userpass"],
      ["username", number],
      ["password", secret],
    ],
  };
}

function identify(number: string, networks: readonly string[]): Section[] {
  if (networks.length === 0) return [];
  return [
    {
      name: `${number}-identify`,
      settings: [
        ["type", "identify"],
        ["endpoint", number],
        ["match", networks.join(",")],
      ],
    },
  ];
}
