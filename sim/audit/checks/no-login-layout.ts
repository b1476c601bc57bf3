import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** An empty list of what may be picked at a login allows nothing (HD-69, policy no-layout). */
export const noLoginLayout: Check = {
  id: "no-login-layout",
  rules: ["HD-69"],
  severity: "warning",
  finds: "Users may log in, but may use no model layout, so each login is refused.",
  proof: "login/no-layout-is-refused",
  find: ({ setup, users }) => {
    if (setup.policies.noLayout !== "refuse") return [];
    const without = users
      .filter(({ settings }) => settings.loginModelLayouts.length === 0)
      .map(({ extension }) => extension);
    if (without.length === 0) return [];
    return [
      {
        path: ["groups"],
        message: `every login of ${listed(without)} is refused: they may not use any model layout`,
        hint: "List them under hotdesk.login-model-layouts of a group, in the order that users see.",
        affects: { extensions: without },
      },
    ];
  },
};
