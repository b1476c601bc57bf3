import { both, type Change, group, layout, location } from "../careful-setup.js";
import type { CheckCases } from "./case.js";

const line = { type: "line" } as const;
const login = { type: "app-login", label: "Login" } as const;
const logout = { type: "app-logout", label: "Logout" } as const;
const nothing = (count: number) => Array.from({ length: count }, () => ({ type: "none" as const }));
const pizza = { type: "speed-dial", label: "Pizza", value: "2125550177" } as const;
const lost = { type: "speed-dial", label: "Porter", value: "2999" } as const;
const calls =
  (level: NonNullable<Parameters<Change>[0]["placeholder-calls"]>): Change =>
  (input) => {
    input["placeholder-calls"] = level;
  };
const only230 = group("All Users", { "logout-model-layouts": { CIP230: "logout-230" } });

/** Line keys, and the models that they are for. logout-250 is a clone of logout-230. */
export const layoutCases: CheckCases = {
  "no-line-key": {
    careless: layout("logout-230", login),
    found: ["error model-layouts.logout-230"],
    affects: { layouts: ["logout-230", "logout-250"] },
    says: "no Line key, nor has its clone logout-250: a logged-out phone cannot call",
  },
  "no-login-key": {
    careless: both(layout("logout-230", line), layout("logout-270", line)),
    found: ["error model-layouts.logout-230", "error model-layouts.logout-270"],
    affects: { layouts: ["logout-230", "logout-250"] },
  },
  "no-logout-key": {
    careless: layout("assistant-270", line, line),
    found: ["warning model-layouts.assistant-270"],
    affects: { layouts: ["assistant-270"] },
  },
  "surplus-keys": {
    careless: layout("logout-230", line, ...nothing(40), login),
    found: ["error model-layouts.logout-230"],
    affects: { layouts: ["logout-230", "logout-250"], models: ["CIP230", "CIP250"] },
    says: "42 keys, but the CIP230 has 20, the CIP250 has 28 (clones: logout-250): the last ones are not shown, the only Login key among them",
    silent: [layout("logout-230", line, login, ...nothing(18))],
  },
  "keys-against-level": {
    careless: layout("logout-230", line, login, pizza),
    found: ["warning model-layouts.logout-230.keys.2"],
    affects: { layouts: ["logout-230", "logout-250"], numbers: ["2125550177"] },
    silent: [
      both(calls("full"), layout("logout-230", line, login, pizza)),
      layout("logout-230", line, login, { type: "speed-dial", value: "911" }),
    ],
  },
  "key-to-nobody": {
    careless: both(layout("user-230", line, logout, lost), layout("user-270", lost, line, logout)),
    found: ["warning model-layouts.user-230.keys.2"],
    affects: { layouts: ["user-230", "user-270"], numbers: ["2999"] },
    says: "Porter (2999) calls nobody",
    silent: [layout("user-230", line, logout, pizza, { type: "speed-dial", value: "*97" })],
  },
  "no-logout-layout": {
    careless: only230,
    found: ["warning model-layouts", "warning model-layouts"],
    affects: {
      extensions: ["1001", "1002", "1003", "1004", "1005", "1007", "1008", "1009", "2000"],
      models: ["CIP250"],
    },
    silent: [
      both(
        only230,
        group("Cleaners", { "logout-action": "full" }),
        group("All Users", { "logout-action": "full" }),
      ),
    ],
  },
  "no-login-layout-for-model": {
    careless: group("One Template", { "login-model-layouts": ["user-230", "user-270"] }),
    found: ["error groups"],
    affects: { extensions: ["1007", "1008", "1009"], models: ["CIP250"], locations: ["chicago"] },
    silent: [
      // None of them stands anywhere.
      both(
        group("One Template", { "login-model-layouts": ["user-230", "user-270"] }),
        location("chicago", { desks: { CIP250: 0, CIP270: 5 } }),
      ),
    ],
  },
  "logout-layout-of-other-model": {
    careless: group("All Users", {
      "logout-model-layouts": { CIP230: "logout-270", CIP250: "logout-250", CIP270: "logout-270" },
    }),
    found: ["error groups.All Users.hotdesk.logout-model-layouts.CIP230"],
    affects: { models: ["CIP230"], layouts: ["logout-270"] },
  },
};
