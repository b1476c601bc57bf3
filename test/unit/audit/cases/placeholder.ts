import { both, type Change, extension, group, location, policies } from "../careful-setup.js";
import type { CheckCases } from "./case.js";

const contacts = (maxContacts: number) => extension("9000", { "max-contacts": maxContacts });
/** A second placeholder, for the group that One Template is. */
const second: Change = (input) => {
  input.extensions["9100"] = {
    name: "Logged out in Chicago",
    role: "placeholder",
    secret: "s3cret-chicago",
    "max-contacts": 10,
    "outbound-concurrency-limit": 0,
  };
  input.users = { ...input.users, "9100": { groups: ["Logged out phones"] } };
  group("One Template", { "logout-action": "9100" })(input);
};
const desks = (newYork: number, chicago: number) =>
  both(
    location("new-york", { desks: { CIP270: newYork } }),
    location("chicago", { desks: { CIP250: chicago } }),
  );

/** Placeholders: how many phones they take, how far those may call. */
export const placeholderCases: CheckCases = {
  "codes-open-to-placeholders": {
    careless: (input) => {
      input["feature-codes"] = ["call-forward"];
    },
    found: ["warning feature-codes"],
    affects: { extensions: ["9000"] },
  },
  "placeholder-too-small": {
    careless: contacts(9),
    found: ["error extensions.9000.max-contacts"],
    affects: { extensions: ["9000"], locations: ["new-york", "chicago"] },
    says: "10 desks in new-york, chicago will be logged out to placeholder 9000, which takes 9: 1 cannot register (403)",
    silent: [
      contacts(10),
      // The users of two placeholders leave three and six desks at most, though all ten could be left to each.
      both(
        second,
        policies({ "placeholder-choice": "desk-location" }),
        location("chicago", { placeholder: "9100" }),
      ),
      both(
        contacts(6),
        policies({ "placeholder-full": "overflow:9100" }),
        second,
        group("One Template", { "logout-action": "9000" }),
      ),
    ],
  },
  "ghosts-fill-the-placeholder": {
    careless: policies({ "contact-port": "random" }),
    found: ["warning extensions.9000.max-contacts"],
    says: "after a power cut 10 of the 10 desks",
    silent: [both(contacts(20), policies({ "contact-port": "random" }))],
  },
  "max-contacts-one": {
    careless: contacts(0),
    found: ["error extensions.9000.max-contacts"],
    affects: { extensions: ["9000"] },
  },
  "max-contacts-clamped": {
    careless: contacts(150),
    found: ["warning extensions.9000.max-contacts"],
    says: "phone 101 is refused",
    silent: [contacts(100)],
  },
  "remove-existing-on-placeholder": {
    careless: extension("9000", { "remove-existing": true }),
    found: ["warning extensions.9000.remove-existing"],
  },
  "ring-list-cut": {
    careless: both(contacts(100), location("chicago", { network: "offsite", desks: { CIP250: 58 } })),
    found: ["warning extensions.9000"],
    also: ["address-for-both-networks"],
    silent: [both(contacts(100), desks(5, 90))],
  },
  "limit-blocks-emergency": {
    careless: extension("9000", { "outbound-concurrency-limit": 9 }),
    found: ["error extensions.9000.outbound-concurrency-limit"],
    says: "share 9 outside calls: call 10 hears an announcement instead, to 911 too",
    silent: [extension("9000", { "outbound-concurrency-limit": 10 })],
  },
  "limit-never-counts": {
    careless: both(extension("2000", { name: "R" }), extension("1001", { name: "A" })),
    found: ["advice extensions.1001.name"],
    affects: { extensions: ["1001", "2000"] },
    silent: [extension("2000", { name: "R", "outbound-concurrency-limit": 0 })],
  },
  "placeholder-mailbox": {
    careless: extension("9000", { voicemail: { pin: "555777" } }),
    found: ["warning extensions.9000.voicemail"],
  },
  "placeholder-without-own-group": {
    careless: (input) => {
      delete input.users?.["9000"];
    },
    found: ["advice extensions.9000"],
  },
  "placeholder-of-other-site": {
    careless: second,
    found: ["warning policies.placeholder-choice"],
    silent: [
      both(
        second,
        policies({ "placeholder-choice": "desk-location" }),
        location("new-york", { placeholder: "9000" }),
        location("chicago", { placeholder: "9100" }),
      ),
    ],
  },
};
