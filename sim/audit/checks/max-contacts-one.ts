import type { Check } from "../check.js";
import { named } from "../listed.js";
import { mendExtensions } from "../mend-extensions.js";
import { limitedPlaceholders } from "../placeholder-limits.js";

/** Fewer than two contacts are stored as one *with* Remove Existing (PBX-1, EH-3). */
export const maxContactsOne: Check = {
  id: "max-contacts-one",
  rules: ["HD-28"],
  foretells: ["EH-3"],
  severity: "error",
  finds: "A placeholder takes one phone only.",
  proof: "placeholder/max-contacts-one",
  find: (facts) => {
    const extensions = limitedPlaceholders(facts).flatMap(({ extension, limit }) =>
      limit.maxContacts === 1 ? [extension] : [],
    );
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first, "max-contacts"],
        message: `${named("placeholder", extensions)}: each logout evicts the phone that was logged out before, and no call-back reaches it`,
        hint: "Set Max Contacts to the number of phones that can be logged out at the same time.",
        mend: mendExtensions(extensions, { "max-contacts": 100 }),
        affects: { extensions },
      },
    ];
  },
};
