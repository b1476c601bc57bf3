import { both, type Change, extension, location, policies, template } from "../careful-setup.js";
import type { CheckCases } from "./case.js";

const host = "pbx.example.test";
type Resolved = "backend" | "none";
const fallback =
  (onsite: Resolved, offsite: Resolved): Change =>
  (input) => {
    input["port-settings"]["fallback-host"] = host;
    input.names = { [host]: { onsite, offsite } };
  };
const offsite = location("chicago", { network: "offsite" });
const fallbackHost =
  (name: string): Change =>
  (input) => {
    input["port-settings"]["fallback-host"] = name;
  };

/** Names, addresses and what travels between phone and PBX. */
export const networkCases: CheckCases = {
  "ban-takes-a-site": {
    careless: both(location("chicago", { network: "offsite" }), (input) => {
      input["intrusion-detection"] = { enabled: true, "max-retry": 5 };
    }),
    found: ["warning intrusion-detection"],
    also: ["address-for-both-networks"],
    affects: { locations: ["chicago"] },
    silent: [
      (input) => {
        input["intrusion-detection"] = { enabled: true };
      },
    ],
  },
  "host-does-not-resolve": {
    careless: both(offsite, fallback("backend", "none"), template("CST Default", { "server-address": host })),
    found: ["error port-settings.fallback-host"],
    affects: { locations: ["chicago"], templates: ["CST Default"] },
    silent: [both(offsite, fallback("backend", "backend")), fallback("backend", "none")],
  },
  "address-for-both-networks": {
    careless: offsite,
    found: ["warning port-settings.fallback-host"],
    affects: { locations: ["new-york", "chicago"] },
  },
  "host-unknown": {
    careless: fallbackHost("pbx.example.test"),
    found: ["error port-settings.fallback-host"],
    silent: [fallbackHost("localhost"), fallback("backend", "backend")],
  },
  "pin-over-http": {
    careless: (input) => {
      input["port-settings"].protocol = "http";
    },
    found: ["warning port-settings.protocol"],
    silent: [
      (input) => {
        input["port-settings"].protocol = "http";
        policies({ "pin-over-http": "allow" })(input);
      },
    ],
  },
  "match-permit-catches-desks": {
    careless: extension("9000", { "match-permit": ["127.10.7.0/24"] }),
    found: ["error extensions.9000.match-permit"],
    affects: { extensions: ["9000"], locations: ["new-york"] },
    says: "desks at 127.10.7.0/24 in new-york are taken for extension 9000, whoever is logged in: anybody else at these addresses",
    silent: [extension("2000", { "match-permit": ["127.99.0.0/16"] })],
  },
  "match-permit-on-placeholder": {
    careless: extension("9000", { "match-permit": ["127.99.0.0/16"] }),
    found: ["warning extensions.9000.match-permit"],
  },
  "match-permit-overlap": {
    careless: both(
      extension("1001", { "match-permit": ["127.99.0.0/16", "127.98.0.1"] }),
      extension("2000", { "match-permit": ["127.97.0.0/16", "127.99.7.7"] }),
    ),
    found: ["error extensions.2000.match-permit"],
    affects: { extensions: ["1001", "2000"] },
    says: "127.99.0.0/16",
    silent: [
      both(
        extension("1001", { "match-permit": ["127.99.0.0/24"] }),
        extension("2000", { "match-permit": ["127.99.1.0/24"] }),
      ),
    ],
  },
  "star-unregister": {
    careless: policies({ "unregister-scope": "star" }),
    found: ["error policies.unregister-scope"],
    affects: { extensions: ["9000"] },
  },
  "resync-reaches-all": {
    careless: policies({ "resync-address": "endpoint" }),
    found: ["warning policies.resync-address"],
    affects: { extensions: ["9000"] },
  },
};
