import { contactLimit } from "../../../model/setup/contact-limit.js";
import type { Setup } from "../../../model/setup/setup.js";
import { lostOf } from "./conf-text.js";

/** Something of a setup that the written files do not hold. */
export interface NotExpressed {
  /** Where it stands in the setup, in the words of the file. */
  readonly path: readonly (string | number)[];
  /** What is missing, and who has it instead; one line. */
  readonly why: string;
}

/** What the setup has and Asterisk's files cannot say. */
export function notExpressed(setup: Setup): NotExpressed[] {
  return [
    ...hotDesking,
    ...transport(setup),
    ...pinRecords(setup),
    ...notices(setup),
    ...locations(setup),
    ...bans(setup),
    ...names(setup),
    ...contacts(setup),
    ...secrets(setup),
    ...mailboxPins(setup),
  ];
}

const hotDesking: readonly NotExpressed[] = [
  {
    path: ["groups"],
    why: "hot desking (templates, model-layouts, groups, users, policies) is no part of Asterisk: `deskfleet backend` has it",
  },
  {
    path: ["port-settings"],
    why: "configuration files and phone apps are not served by Asterisk: `deskfleet backend` serves them",
  },
];

/** UDP is what every phone may use. */
function transport({ sipTransport }: Setup): NotExpressed[] {
  if (sipTransport === "udp") return [];
  const why = `phones are told to use ${sipTransport} by their configuration: Asterisk takes UDP, TCP and TLS alike`;
  return [{ path: ["sip-transport"], why }];
}

function pinRecords({ pinSets }: Setup): NotExpressed[] {
  return Object.entries(pinSets).flatMap(([name, { recordInCdr }]) => {
    if (!recordInCdr) return [];
    const why = `nobody learns which PIN of the set "${name}" was entered: call detail records are not written`;
    return [{ path: ["pin-sets", name, "record-in-cdr"], why }];
  });
}

function notices({ routes }: Setup): NotExpressed[] {
  return routes.flatMap(({ name, notify }, index) =>
    notify === undefined
      ? []
      : [
          {
            path: ["routes", index, "notify"],
            why: `route "${name}" sends no mail: Asterisk has no mail server`,
          },
        ],
  );
}

function locations({ trunks }: Setup): NotExpressed[] {
  return Object.entries(trunks).flatMap(([name, { passesLocation }]) => {
    if (!passesLocation) return [];
    const why = `trunk "${name}" drops the location that comes with a call: no geolocation profile is written`;
    return [{ path: ["trunks", name, "passes-location"], why }];
  });
}

function contacts({ extensions }: Setup): NotExpressed[] {
  return Object.entries(extensions).flatMap(([number, settings]) => {
    if (contactLimit(settings) !== undefined) return [];
    const why = `nobody knows how many phones ${number} may have: none registers (max_contacts = 0)`;
    return [{ path: ["extensions", number, "max-contacts"], why }];
  });
}

function bans({ intrusionDetection }: Setup): NotExpressed[] {
  if (!intrusionDetection.enabled) return [];
  const why =
    "nobody is banned: intrusion detection is a program of its own; var/log/security.log is what it reads";
  return [{ path: ["intrusion-detection"], why }];
}

function names(setup: Setup): NotExpressed[] {
  if (Object.keys(setup.names).length === 0) return [];
  return [{ path: ["names"], why: "host names are resolved by the phones, and by the system of the PBX" }];
}

function secrets({ extensions }: Setup): NotExpressed[] {
  return Object.entries(extensions).flatMap(([number, { secret }]) => {
    const lost = lostOf(secret);
    if (lost === undefined) return [];
    const why = `the secret of ${number} loses ${lost}: the phone's password will be wrong`;
    return [{ path: ["extensions", number, "secret"], why }];
  });
}

function mailboxPins({ extensions }: Setup): NotExpressed[] {
  return Object.entries(extensions).flatMap(([number, { voicemail }]) => {
    if (voicemail === undefined || /^-?\d*$/.test(voicemail.pin)) return [];
    const why = `the mailbox PIN of ${number} holds * or #: Asterisk takes digits alone, and gives the mailbox none`;
    return [{ path: ["extensions", number, "voicemail", "pin"], why }];
  });
}
