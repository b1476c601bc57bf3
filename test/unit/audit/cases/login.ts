import { both, type Change, extension, group, policies, template } from "../careful-setup.js";
import type { CheckCases } from "./case.js";

/** Everybody in one group with these settings. */
const oneGroup =
  (hotdesk: Parameters<typeof group>[1], name = "All Users"): Change =>
  (input) => {
    input.groups = { "Logged out phones": { hotdesk: { enabled: false } }, "All Users": { hotdesk: {} } };
    input.groups[name] = { hotdesk };
    input.users = { "9000": { groups: ["Logged out phones"] } };
    for (const settings of Object.values(input.extensions)) delete settings.groups;
  };
const enough = {
  enabled: true,
  "logout-action": "9000",
  "logout-model-layouts": { CIP230: "logout-230", CIP250: "logout-250", CIP270: "logout-270" },
};
const templates = { "login-templates": ["EST Default"] };
const layouts = { "login-model-layouts": ["user-230", "user-250", "user-270"] };
const pins = (...all: readonly (readonly [string, string])[]) =>
  both(...all.map(([number, pin]) => extension(number, { voicemail: { pin } })));
const everybody = {
  extensions: ["1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008", "1009", "2000"],
};

/** Who may log in, with which PIN, to pick what. */
export const loginCases: CheckCases = {
  "no-extension": {
    careless: (input) => {
      input.extensions = {};
      input.users = {};
      input.groups = {};
      input["model-layouts"] = {};
    },
    found: ["error extensions"],
    says: "nothing can be said of anybody's 911 call",
  },
  "hotdesk-off": { careless: oneGroup({}), found: ["warning groups"] },
  "hotdesk-for-nobody": {
    careless: oneGroup({ ...enough, ...templates, ...layouts }, "Managers"),
    found: ["warning groups.Managers"],
    affects: everybody,
    // A group that is empty so far takes nothing from the others.
    silent: [
      (input) => {
        input.groups = { Managers: { hotdesk: { enabled: true } }, ...input.groups };
      },
    ],
  },
  "no-login-template": {
    careless: oneGroup({ ...enough, ...layouts }),
    found: ["warning groups"],
    affects: everybody,
    silent: [both(oneGroup({ ...enough, ...layouts }), policies({ "no-template": "default-template" }))],
  },
  "no-login-layout": {
    careless: oneGroup({ ...enough, ...templates }),
    found: ["warning groups"],
    affects: everybody,
    silent: [both(oneGroup({ ...enough, ...templates }), policies({ "no-layout": "line-only" }))],
  },
  "login-impossible": {
    careless: both(pins(["1001", ""], ["1003", "-"]), (input) => {
      delete input.extensions["1002"]?.voicemail;
      delete input.extensions["1008"]?.voicemail;
    }),
    found: ["warning extensions.1001.voicemail.pin", "warning extensions.1002"],
    affects: { extensions: ["1001", "1003"] },
  },
  "pin-too-short": {
    careless: pins(["1001", "7"], ["1003", "-123"]),
    found: ["warning extensions.1001.voicemail.pin"],
    affects: { extensions: ["1001", "1003"] },
    also: ["pin-unchangeable"],
    silent: [pins(["1001", "7193"])],
  },
  "pin-is-extension": {
    careless: pins(["1001", "1001"], ["1002", "1001"]),
    found: ["warning extensions.1001.voicemail.pin"],
    affects: { extensions: ["1001"] },
    // Nobody logs in with it.
    silent: [pins(["1006", "1006"])],
  },
  "pin-unchangeable": {
    careless: pins(["1001", "-71428501"]),
    found: ["advice extensions.1001.voicemail.pin"],
    affects: { extensions: ["1001"] },
  },
  "user-without-extension": {
    careless: (input) => {
      input.users = { ...input.users, olga: { groups: ["All Users"] } };
    },
    found: ["warning users.olga"],
    silent: [
      (input) => {
        input.users = { ...input.users, olga: { groups: ["All Users"], "default-extension": "1001" } };
      },
    ],
  },
  "extension-without-user": {
    careless: extension("2000", { "create-user": false }),
    found: ["advice extensions.2000"],
    affects: { extensions: ["2000"] },
  },
  "time-zone-unknown": {
    careless: both(
      template("CST Default", { "time-zone": "Central" }),
      template("Logged Out", { "time-zone": "Central" }),
    ),
    found: ["warning templates.CST Default.time-zone"],
    affects: { templates: ["CST Default", "Logged Out"], models: ["CIP230", "CIP250", "CIP270"] },
    silent: [
      template("CST Default", { "time-zone": "5:30" }),
      template("CST Default", { "time-zone": "+0" }),
    ],
  },
  "site-template-without-zone": {
    careless: (input) => {
      delete input.templates?.["CST Default"]?.["time-zone"];
      template("MST Default", { "time-zone": "-7" })(input);
      group("All Users", { "login-templates": ["EST Default", "CST Default", "MST Default"] })(input);
    },
    found: ["warning templates.CST Default"],
    affects: { templates: ["CST Default"] },
    silent: [
      // One zone for all.
      (input) => {
        delete input.templates?.["CST Default"]?.["time-zone"];
      },
    ],
  },
};
