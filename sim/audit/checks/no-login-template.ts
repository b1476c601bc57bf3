import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** An empty list of what may be picked at a login allows nothing (HD-65, policy no-template). */
export const noLoginTemplate: Check = {
  id: "no-login-template",
  rules: ["HD-65"],
  severity: "warning",
  finds: "Users may log in, but may use no template, so each login is refused.",
  proof: "login/no-template-is-refused",
  find: ({ setup, users }) => {
    if (setup.policies.noTemplate !== "refuse") return [];
    const without = users
      .filter(({ settings }) => settings.loginTemplates.length === 0)
      .map(({ extension }) => extension);
    if (without.length === 0) return [];
    return [
      {
        path: ["groups"],
        message: `every login of ${listed(without)} is refused: they may not use any template`,
        hint: "List them under hotdesk.login-templates of a group, in the order that users see.",
        affects: { extensions: without },
      },
    ];
  },
};
