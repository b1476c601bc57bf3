import { layoutKeys } from "../backend/hotdesk/model-layout.js";
import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { logoutLayouts } from "./hotdesk-users.js";

const needed = [
  { type: "line", name: "Line", rule: "HD-42", cost: "a logged-out phone cannot call, not even 911" },
  { type: "app-login", name: "Login", rule: "HD-43", cost: "no user can log in at that phone again" },
] as const;

/** A logged-out layout needs a Line key and a Login key, however it is saved (policy layout-must-have). */
export function keysLacking(setup: Setup): Finding[] {
  return logoutLayouts(setup).flatMap((layout) => {
    const types = layoutKeys(setup, layout).map(({ type }) => type);
    return needed.flatMap(({ type, name, rule, cost }): Finding[] => {
      if (types.includes(type)) return [];
      const path = ["model-layouts", layout];
      const message = `this logout layout has no ${name} key: ${cost}`;
      return [{ severity: "error", rule, path, message, hint: `Add a key of type ${type}.` }];
    });
  });
}
