import { contactLimit } from "../../../model/setup/contact-limit.js";
import type { Setup } from "../../../model/setup/setup.js";
import { lostOf } from "./conf-text.js";

/** Something of a setup that the written files do not hold. */
export interface NotExpressed {
  /** Where it stands in the setup, in the words of the file. */
  readonly path: readonly (string | number)[];
  /** What is missing, and who has it instead; one line. */
  readonly why: string;
  /** The verdicts do not suffer from it: something else has it, or it is told as lacking. */
  readonly hadElsewhere: boolean;
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

/** The module has it. */
const hotDesking: readonly NotExpressed[] = [
  {
    path: ["groups"],
    why: "hot desking (templates, model-layouts, groups, users, policies) is no part of Asterisk: `deskfleet backend` has it",
    hadElsewhere: true,
  },
  {
    path: ["port-settings"],
    why: "configuration files and phone apps are not served by Asterisk: `deskfleet backend` serves them",
    hadElsewhere: true,
  },
];

/** UDP is what every phone may use; the module tells them another. */
function transport({ sipTransport }: Setup): NotExpressed[] {
  if (sipTransport === "udp") return [];
  const why = `phones are told to use ${sipTransport} by their configuration: Asterisk takes UDP, TCP and TLS alike`;
  return [{ path: ["sip-transport"], why, hadElsewhere: true }];
}

/** Call records are told as lacking. */
function pinRecords({ pinSets }: Setup): NotExpressed[] {
  return Object.entries(pinSets).flatMap(([name, { recordInCdr }]) => {
    if (!recordInCdr) return [];
    const why = `nobody learns which PIN of the set "${name}" was entered: call detail records are not written`;
    return [{ path: ["pin-sets", name, "record-in-cdr"], why, hadElsewhere: true }];
  });
}

/** Told as lacking. */
function notices({ routes }: Setup): NotExpressed[] {
  return routes.flatMap(({ name, notify }, index) =>
    notify === undefined
      ? []
      : [
          {
            path: ["routes", index, "notify"],
            why: `route "${name}" sends no mail: Asterisk has no mail server`,
            hadElsewhere: true,
          },
        ],
  );
}

function locations({ trunks }: Setup): NotExpressed[] {
  return Object.entries(trunks).flatMap(([name, { passesLocation }]) => {
    if (!passesLocation) return [];
    const why = `trunk "${name}" drops the location that comes with a call: no geolocation profile is written`;
    return [{ path: ["trunks", name, "passes-location"], why, hadElsewhere: false }];
  });
}

/** The embedded PBX does the same. */
function contacts({ extensions }: Setup): NotExpressed[] {
  return Object.entries(extensions).flatMap(([number, settings]) => {
    if (contactLimit(settings) !== undefined) return [];
    const why = `nobody knows how many phones ${number} may have: none registers (max_contacts = 0)`;
    return [{ path: ["extensions", number, "max-contacts"], why, hadElsewhere: true }];
  });
}

function bans({ intrusionDetection }: Setup): NotExpressed[] {
  if (!intrusionDetection.enabled) return [];
  const why =
    "nobody is banned: intrusion detection is a program of its own; var/log/security.log is what it reads";
  return [{ path: ["intrusion-detection"], why, hadElsewhere: false }];
}

/** The phones have them. */
function names(setup: Setup): NotExpressed[] {
  if (Object.keys(setup.names).length === 0) return [];
  const why = "host names are resolved by the phones, and by the system of the PBX";
  return [{ path: ["names"], why, hadElsewhere: true }];
}

function secrets({ extensions }: Setup): NotExpressed[] {
  return Object.entries(extensions).flatMap(([number, { secret }]) => {
    const lost = lostOf(secret);
    if (lost === undefined) return [];
    const why = `the secret of ${number} loses ${lost}: the phone's password will be wrong`;
    return [{ path: ["extensions", number, "secret"], why, hadElsewhere: false }];
  });
}

/** The module has the PIN that people log in with. */
function mailboxPins({ extensions }: Setup): NotExpressed[] {
  return Object.entries(extensions).flatMap(([number, { voicemail }]) => {
    if (voicemail === undefined || /^-?\d*$/.test(voicemail.pin)) return [];
    const why = `the mailbox PIN of ${number} holds * or #: Asterisk takes digits alone, and gives the mailbox none`;
    return [{ path: ["extensions", number, "voicemail", "pin"], why, hadElsewhere: true }];
  });
}
