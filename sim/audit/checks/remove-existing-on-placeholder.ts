import type { Check } from "../check.js";
import { named } from "../listed.js";
import { mendExtensions } from "../mend-extensions.js";
import { limitedPlaceholders } from "../placeholder-limits.js";

/** The surplus phone is let in, and another loses its contact without a message (PBX-27, EH-4). */
export const removeExistingOnPlaceholder: Check = {
  id: "remove-existing-on-placeholder",
  rules: ["HD-28"],
  foretells: ["EH-4"],
  severity: "warning",
  finds: "Remove Existing is on for a placeholder.",
  proof: "placeholder/remove-existing-evicts-another",
  find: (facts) => {
    const extensions = limitedPlaceholders(facts).flatMap(({ extension, limit }) =>
      // With one contact it comes along unasked: max-contacts-one.
      limit.removeExisting && limit.maxContacts > 1 ? [extension] : [],
    );
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first, "remove-existing"],
        message: `${named("placeholder", extensions)}: one phone too many silently evicts another, which no call-back reaches then`,
        hint: "Switch Remove Existing off for placeholders.",
        mend: mendExtensions(extensions, { "remove-existing": false }),
        affects: { extensions },
      },
    ];
  },
};
