import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import { named } from "../listed.js";
import { mappingsInUse } from "../mappings-in-use.js";

/** A phone whose template is gone has the settings of Default (HD-58). */
export const mappingWithoutTemplate: Check = {
  id: "mapping-without-template",
  rules: ["HD-58"],
  severity: "warning",
  finds: "A phone has a template that no longer exists (on a running backend).",
  proof: "configuration/mapped-template-and-layout-are-deleted",
  find: (facts) => {
    const lost = mappingsInUse(facts).flatMap(({ mac, template }) =>
      template === undefined || Object.hasOwn(facts.setup.templates, template) ? [] : [{ mac, template }],
    );
    return [...groupedBy(lost, ({ template }) => template)].map(([template, hit]) => {
      const phones = hit.map(({ mac }) => mac);
      return {
        path: ["templates", template],
        message: `${named("phone", phones)}: template "${template}" no longer exists, so Default is used instead`,
        hint: "Restore the template, or give these phones another mapping.",
        affects: { templates: [template], phones },
      };
    });
  },
};
