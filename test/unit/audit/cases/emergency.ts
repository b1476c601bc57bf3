import { both, type Change, extension, group, location, policies } from "../careful-setup.js";
import type { CheckCases } from "./case.js";

const identity = policies({ "emergency-identity": "extension" });
const everybody: Change = (input) => {
  for (const settings of Object.values(input.extensions)) settings["emergency-cid"] = "2125550100";
};
const hidden: Change = (input) => {
  const { "1003": traveller } = input.extensions;
  if (traveller) {
    delete traveller["emergency-cid"];
    traveller["outbound-cid"] = "hidden <2125550100>";
  }
};
/** A placeholder of its own, which shows this number. */
const chicagoOwn =
  (number: string): Change =>
  (input) => {
    const { "9000": shared } = input.extensions;
    if (shared)
      input.extensions["9100"] = { ...shared, secret: "s3cret-chicago-9100", "emergency-cid": number };
    input.users = { ...input.users, "9100": { groups: ["Logged out phones"] } };
    location("chicago", { placeholder: "9100" })(input);
  };
const withoutChicago: Change = (input) => {
  delete input.locations["chicago"];
};
const routes =
  (...list: NonNullable<Parameters<Change>[0]["routes"]>): Change =>
  (input) => {
    input.routes = list;
  };
const inbound =
  (...list: NonNullable<Parameters<Change>[0]["inbound-routes"]>): Change =>
  (input) => {
    input["inbound-routes"] = list;
  };
const emergency = {
  name: "Emergency",
  type: "emergency" as const,
  patterns: ["911", "933"],
  trunk: "emergency",
  notify: { to: ["desk@example.test"], on: "pattern" as const },
};
const { notify: _nobody, ...untold } = emergency;
const { trunk: _one, ...twoTrunks } = emergency;
const trunks =
  (more: NonNullable<Parameters<Change>[0]["trunks"]>): Change =>
  (input) => {
    input.trunks = { ...input.trunks, ...more };
  };
const pinSet: Change = (input) => {
  input["pin-sets"] = { Managers: { pins: ["4711"] } };
};
const officeHours: Change = (input) => {
  input["time-groups"] = { Office: { ranges: ["09:00-17:00|mon-fri|*|*"] } };
};
const catchAll = { name: "All", patterns: ["X."], trunk: "carrier" };
const all = {
  extensions: ["1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008", "1009", "2000", "9000"],
};

/** What an emergency call gets, and what the PSAP is told. */
export const emergencyCases: CheckCases = {
  "call-back-to-nobody": {
    careless: inbound({ did: "2125550100", extension: "9000" }),
    found: ["warning inbound-routes"],
    affects: { ...all, locations: ["chicago"], numbers: ["911", "933"] },
    says: "from chicago shows the PSAP 3125550100",
    silent: [
      inbound({ did: "any", extension: "2000" }),
      inbound({ did: "2125550100", extension: "9000" }, { did: "312555XXXX", extension: "2000" }),
    ],
  },
  "caller-id-of-no-location": {
    careless: both(withoutChicago, identity, everybody, extension("1003", { "emergency-cid": "2125550177" })),
    found: ["error extensions.1003.emergency-cid"],
    affects: { extensions: ["1003"], locations: ["new-york"], numbers: ["911", "933"] },
    says: "911, 933 from 1003 in new-york shows the PSAP 2125550177, and no location has that number",
    silent: [
      both(withoutChicago, identity, everybody),
      // What is not set has a check of its own; the desk's location is always one of the list.
      both(withoutChicago, identity),
      extension("1003", { "emergency-cid": "2125550177" }),
      // Nothing to show instead: that is told as not judged.
      both(identity, everybody, (input) => {
        input.locations = {};
      }),
    ],
  },
  "caller-id-withheld": {
    careless: both(withoutChicago, identity, everybody, hidden),
    found: ["error extensions.1003"],
    affects: { extensions: ["1003"], locations: ["new-york"], numbers: ["911", "933"] },
    says: "911, 933 from 1003 in new-york withholds its number",
    silent: [
      both(withoutChicago, identity, hidden, everybody),
      // The desk's number is shown.
      hidden,
    ],
  },
  "placeholder-cid-of-other-site": {
    careless: both(
      ...[identity, everybody, policies({ "placeholder-choice": "desk-location" })],
      ...[location("new-york", { placeholder: "9000" }), chicagoOwn("2125550100")],
    ),
    found: ["error extensions.9100.emergency-cid"],
    affects: { extensions: ["9100"], locations: ["chicago"], numbers: ["911", "933"] },
    says: "help for logged-out desks in chicago goes to 100 Example Street",
    also: ["roaming-cid"],
    silent: [
      both(
        ...[identity, everybody, policies({ "placeholder-choice": "desk-location" })],
        ...[location("new-york", { placeholder: "9000" }), chicagoOwn("3125550100")],
      ),
      // Of both places: one-cid-many-places.
      both(identity, everybody),
    ],
  },
  "panic-button-to-nobody": {
    careless: both(
      location("new-york", { "panic-button": "2999" }),
      location("chicago", { "panic-button": "" }),
    ),
    found: ["error locations.new-york.panic-button", "error locations.chicago.panic-button"],
    affects: { locations: ["new-york"], numbers: ["2999"] },
    says: "in new-york the panic button (2999) calls nobody",
    silent: [
      both(location("new-york", { "panic-button": "911" }), location("chicago", { "panic-button": "2000" })),
    ],
  },
  "panic-button-ends-emergency-call": {
    careless: both(
      location("new-york", { "panic-button": "2000" }),
      location("chicago", { "panic-button": "2000" }),
    ),
    found: ["advice locations.new-york.panic-button"],
    affects: { locations: ["new-york", "chicago"], numbers: ["2000"] },
    says: "hangs up on the PSAP, and calls 2000 instead",
    silent: [
      both(location("new-york", { "panic-button": "9911" }), location("chicago", { "panic-button": "" })),
    ],
  },
  "device-without-user": {
    careless: both(
      extension("1004", { "device-user": "none" }),
      extension("9000", { "device-user": "none" }),
    ),
    found: ["error extensions.1004.device-user"],
    affects: { extensions: ["1004", "9000"], numbers: ["911", "933"] },
    says: "nobody is logged on at 1004, 9000: an announcement answers",
  },
  "emergency-no-route": {
    careless: routes({ ...emergency, patterns: ["911"] }),
    found: ["error routes"],
    affects: { ...all, numbers: ["933"] },
  },
  "emergency-denied": {
    careless: routes({ ...emergency, "denied-to": ["9000", "1001"] }, catchAll),
    found: ["error routes.0.denied-to"],
    affects: { extensions: ["1001", "9000"], numbers: ["911", "933"] },
  },
  "emergency-denied-number": {
    careless: extension("9000", { "denied-numbers": ["X."] }),
    found: ["error extensions.9000.denied-numbers"],
    affects: { extensions: ["9000"], numbers: ["911", "933"] },
    silent: [extension("9000", { "denied-numbers": ["NXXNXXXXXX", "9001"] })],
  },
  "identity-of-phone-trusted": {
    careless: extension("9000", { "trust-id-inbound": true }),
    found: ["warning extensions.9000.trust-id-inbound"],
    affects: { extensions: ["9000"] },
  },
  "emergency-shadowed": {
    careless: routes(catchAll, emergency),
    found: ["error routes.0"],
    affects: { ...all, numbers: ["911", "933"] },
    silent: [routes(emergency, catchAll)],
  },
  "emergency-not-flagged": {
    careless: routes(catchAll),
    found: ["error routes.0"],
    affects: { ...all, numbers: ["911", "933"] },
  },
  "emergency-asks": {
    careless: both(pinSet, routes({ ...emergency, "pin-set": "Managers" }, catchAll)),
    found: ["error routes.0.pin-set"],
    affects: { ...all, numbers: ["911", "933"] },
    silent: [
      both(pinSet, routes(emergency, { ...catchAll, "pin-set": "Managers" })),
      both(pinSet, routes({ ...emergency, "pin-set": "Managers" }, catchAll), (input) => {
        for (const settings of Object.values(input.extensions)) settings.pinless = true;
      }),
    ],
  },
  "emergency-failover-stops": {
    careless: both(
      trunks({ spare: { "far-end": "psap" } }),
      routes({ ...twoTrunks, trunks: ["emergency", "spare"] }),
    ),
    found: ["warning trunks.emergency"],
    affects: { ...all, numbers: ["911", "933"] },
    silent: [
      both(
        trunks({ emergency: { "far-end": "psap", "continue-if-busy": true }, spare: { "far-end": "psap" } }),
        routes({ ...twoTrunks, trunks: ["emergency", "spare"] }),
      ),
      both(
        trunks({ spare: { "far-end": "psap", disabled: true } }),
        routes({ ...twoTrunks, trunks: ["emergency", "spare"] }),
      ),
      both(trunks({ spare: { "far-end": "carrier" } }), (input) => {
        input.routes = [emergency, { ...catchAll, trunk: undefined, trunks: ["carrier", "spare"] }];
      }),
    ],
  },
  "emergency-hours": {
    careless: both(officeHours, routes({ ...emergency, "time-group": "Office" }, catchAll)),
    found: ["error routes.0.time-group"],
    affects: { ...all, numbers: ["911", "933"] },
    silent: [both(officeHours, routes(emergency, { ...catchAll, "time-group": "Office" }))],
  },
  "emergency-is-extension": {
    careless: (input) => {
      input["emergency-numbers"] = ["911", "933", "2000"];
    },
    found: ["error extensions.2000"],
    affects: { numbers: ["2000"] },
  },
  "emergency-trunk-disabled": {
    careless: both(
      trunks({ emergency: { "far-end": "psap", disabled: true } }),
      routes({
        ...twoTrunks,
        trunks: ["emergency", "carrier"],
      }),
    ),
    found: ["error routes.0.trunks"],
    affects: { ...all, numbers: ["911", "933"] },
    silent: [
      both(
        trunks({ second: { "far-end": "psap", disabled: true } }),
        routes({
          ...twoTrunks,
          trunks: ["emergency", "second"],
        }),
      ),
    ],
  },
  "emergency-trunk-elsewhere": {
    careless: both(
      trunks({ emergency: { "far-end": "psap", "continue-if-busy": true } }),
      routes(
        { ...emergency, patterns: ["911"], trunk: "carrier" },
        { ...twoTrunks, name: "Test", patterns: ["933"], trunks: ["emergency", "carrier"] },
      ),
    ),
    found: ["error routes.0.trunk", "warning routes.1.trunks"],
    affects: { ...all, numbers: ["911"] },
  },
  "notice-missing": {
    careless: routes(untold, catchAll),
    found: ["warning routes.0"],
    affects: { ...all, numbers: ["911", "933"] },
    says: 'a call by route "Emergency"',
    // Nobody's call goes by it.
    silent: [routes(emergency, { ...untold, name: "Never", patterns: ["933"] })],
  },
  "notice-never-sent": {
    careless: routes({ ...emergency, notify: { to: ["desk@example.test"] } }, catchAll),
    found: ["error routes.0.notify.on"],
    says: 'the last route of the list, "All", sends no notices',
    silent: [routes({ ...emergency, notify: { to: ["desk@example.test"], on: "pattern" } }, catchAll)],
  },
  "full-logout-unaccepted": {
    careless: group("Cleaners", { "logout-action": "full" }),
    found: ["error groups.Cleaners.hotdesk.logout-action"],
    affects: { extensions: ["1007"], locations: ["new-york", "chicago"] },
    says: "1007 logged out there (Full Logout, by group Cleaners)",
    silent: [
      (input) => {
        group("Cleaners", { "logout-action": "full" })(input);
        input["accept-no-emergency"] = ["new-york", "chicago"].map((desk) => ({
          desk,
          reason: "hall phone",
          by: "Olga",
        }));
      },
    ],
  },
  "one-cid-many-places": {
    careless: both(identity, everybody),
    found: ["error policies.emergency-identity"],
    affects: { extensions: ["9000"], locations: ["new-york", "chicago"] },
    also: ["roaming-cid"],
    silent: [both(identity, everybody, withoutChicago)],
  },
  "roaming-cid": {
    careless: both(identity, everybody),
    found: ["warning policies.emergency-identity"],
    also: ["one-cid-many-places"],
    silent: [both(identity, everybody, withoutChicago)],
  },
  "emergency-cid-missing": {
    careless: both(withoutChicago, identity),
    found: ["error extensions.1001"],
    affects: {
      extensions: ["1001", "1002", "1003", "1004", "1005", "1007", "1008", "1009", "2000", "9000", "1006"],
    },
    silent: [both(withoutChicago, identity, everybody)],
  },
  "same-caller-id": {
    careless: location("chicago", { "caller-id": "2125550100" }),
    found: ["error locations.chicago.caller-id"],
    affects: { locations: ["new-york", "chicago"], numbers: ["2125550100"] },
    says: "help for chicago goes to 100 Example Street",
    silent: [
      location("chicago", {
        "caller-id": "2125550100",
        address: "100  Example street, Floor 4, New York, NY",
      }),
    ],
  },
  "address-empty": {
    careless: location("chicago", { address: " " }),
    found: ["error locations.chicago.address"],
    affects: { locations: ["chicago"] },
  },
  "subnets-overlap": {
    careless: location("chicago", { subnet: "127.10.4.0/24" }),
    found: ["error locations.chicago.subnet"],
    affects: { locations: ["new-york", "chicago"] },
    says: "every desk in chicago is taken for one in new-york: the PSAP is told 2125550100",
    silent: [location("chicago", { subnet: "127.11.0.0/16" })],
  },
};
