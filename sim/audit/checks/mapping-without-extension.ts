import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import { named } from "../listed.js";
import { mappingsInUse } from "../mappings-in-use.js";

/** A phone whose extension is gone is served as a blank one (HD-16, HD-23, EH-25). */
export const mappingWithoutExtension: Check = {
  id: "mapping-without-extension",
  rules: ["HD-16", "HD-23"],
  severity: "error",
  finds: "A phone is mapped to an extension that no longer exists (on a running backend).",
  proof: "configuration/placeholder-deleted",
  find: (facts) => {
    const lost = mappingsInUse(facts).filter(
      ({ extension }) => !Object.hasOwn(facts.setup.extensions, extension),
    );
    return [...groupedBy(lost, ({ extension, role }) => `${role} ${extension}`).values()].flatMap((hit) => {
      const phones = hit.map(({ mac }) => mac);
      return hit.slice(0, 1).map(({ extension, role }) => ({
        rule: role === "user" ? "HD-16" : "HD-23",
        path: ["extensions", extension],
        message: `${named("phone", phones)}: mapped to ${extension}, which no longer exists; only Login is left, and no call, not even 911`,
        hint: "Restore the extension, or give these phones another mapping.",
        affects: { extensions: [extension], phones },
      }));
    });
  },
};
