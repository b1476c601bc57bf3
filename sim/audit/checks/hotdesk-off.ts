import type { Check } from "../check.js";
import { enabledInVain } from "../enabled-in-vain.js";
import { people } from "../hotdesk-users.js";

/** Hotdesk is a switch, and it is off unless somebody sets it (HD-64). */
export const hotdeskOff: Check = {
  id: "hotdesk-off",
  rules: ["HD-64"],
  severity: "warning",
  finds: "Hotdesk is enabled for no user.",
  proof: "login/hotdesk-is-off-for-everybody",
  find: ({ setup, users }) => {
    // Where a group has it and nobody is in that group, that is the fault.
    if (users.length > 0 || people(setup).length === 0 || enabledInVain(setup).length > 0) return [];
    return [
      {
        path: ["groups"],
        message: "no user can log in: Hotdesk is not enabled for any",
        hint: "Set hotdesk.enabled to true for a group, such as All Users, or for single users.",
        mend: { groups: { "All Users": { hotdesk: { enabled: true } } } },
      },
    ];
  },
};
