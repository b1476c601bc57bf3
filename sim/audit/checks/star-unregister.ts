import type { Check } from "../check.js";
import { named } from "../listed.js";

/** `Contact: *` removes the contacts of every phone on the extension (PBX-34, EH-23). */
export const starUnregister: Check = {
  id: "star-unregister",
  rules: ["EH-23"],
  severity: "error",
  finds: "Phones un-register every contact of the extension, not only their own.",
  proof: "wire/star-throws-the-others-off-by-policy",
  find: ({ setup, placeholders }) => {
    if (setup.policies.unregisterScope !== "star" || placeholders.length === 0) return [];
    return [
      {
        path: ["policies", "unregister-scope"],
        message: `each login at a desk throws all other desks off ${named("placeholder", placeholders)}: no call-back reaches them until they register again`,
        hint: "Let phones un-register their own contact only.",
        mend: { policies: { "unregister-scope": "own-contact" } },
        affects: { extensions: placeholders },
      },
    ];
  },
};
