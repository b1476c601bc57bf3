import { subnetsOverlap } from "../../model/setup/subnet.js";
import type { Check } from "../check.js";
import { mendExtensions } from "../mend-extensions.js";

/** The maker's page sends admins to this field where the limit of calls is meant (HD-29, PBX-75). */
export const matchPermitOnPlaceholder: Check = {
  id: "match-permit-on-placeholder",
  rules: ["HD-29"],
  severity: "warning",
  finds: "A placeholder has a Match (Permit) list, though not of addresses of desks.",
  find: ({ setup, placeholders }) =>
    placeholders.flatMap((extension) => {
      const list = setup.extensions[extension]?.matchPermit ?? [];
      const subnets = Object.values(setup.locations).map(({ subnet }) => subnet);
      // That is worse, and another fault: match-permit-catches-desks.
      const catches = list.some((each) => subnets.some((subnet) => subnetsOverlap(each, subnet)));
      if (list.length === 0 || catches) return [];
      return [
        {
          path: ["extensions", extension, "match-permit"],
          message: `whatever comes from ${list.join(", ")} is taken for placeholder ${extension}; more calls at the same time do not come of it`,
          hint: "Leave Match (Permit) empty: it holds addresses, not a number of calls. Use the Outbound Concurrency Limit.",
          mend: mendExtensions([extension], { "match-permit": [] }),
          affects: { extensions: [extension] },
        },
      ];
    }),
};
