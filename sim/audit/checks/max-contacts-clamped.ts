import type { Check } from "../check.js";
import { named } from "../listed.js";
import { mendExtensions } from "../mend-extensions.js";
import { limitedPlaceholders } from "../placeholder-limits.js";

/** FreePBX stores 100 where more is asked for, without a word (PBX-2). */
export const maxContactsClamped: Check = {
  id: "max-contacts-clamped",
  rules: ["HD-28"],
  foretells: ["F-02"],
  severity: "warning",
  finds: "Max Contacts of a placeholder is higher than FreePBX stores.",
  find: (facts) => {
    const clamped = limitedPlaceholders(facts).filter(
      ({ settings: { maxContacts }, limit }) => maxContacts !== "unknown" && maxContacts > limit.maxContacts,
    );
    const [first] = clamped;
    if (!first) return [];
    const extensions = clamped.map(({ extension }) => extension);
    const stored = first.limit.maxContacts;
    return [
      {
        path: ["extensions", first.extension, "max-contacts"],
        message: `${named("placeholder", extensions)}: Max Contacts is stored as ${stored}, so phone ${stored + 1} is refused`,
        hint: `Share the phones among several placeholders of ${stored} each.`,
        mend: mendExtensions(extensions, { "max-contacts": stored }),
        affects: { extensions },
      },
    ];
  },
};
