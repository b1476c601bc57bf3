import { layoutNamed } from "../../backend/hotdesk/model-layout.js";
import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import { named } from "../listed.js";
import { mappingsInUse } from "../mappings-in-use.js";

/** A phone whose layout is gone has the fewest keys that make sense (HD-86, HD-38). */
export const mappingWithoutLayout: Check = {
  id: "mapping-without-layout",
  rules: ["HD-86", "HD-38"],
  severity: "warning",
  finds: "A phone has a model layout that no longer exists (on a running backend).",
  proof: "configuration/mapped-template-and-layout-are-deleted",
  find: (facts) => {
    const lost = mappingsInUse(facts).flatMap(({ mac, layout, role }) =>
      layout === undefined || layoutNamed(facts.setup, layout) ? [] : [{ mac, layout, role }],
    );
    return [...groupedBy(lost, ({ layout, role }) => `${role} ${layout}`).values()].flatMap((hit) => {
      const phones = hit.map(({ mac }) => mac);
      return hit.slice(0, 1).map(({ layout, role }) => ({
        rule: role === "user" ? "HD-86" : "HD-38",
        path: ["model-layouts", layout],
        message: `${named("phone", phones)}: model layout "${layout}" no longer exists, so the phone shows ${role === "user" ? "one Line key" : "Line and Login"}`,
        hint: "Restore the layout, or give these phones another mapping.",
        affects: { layouts: [layout], phones },
      }));
    });
  },
};
