import { subnetsOverlap } from "../../model/setup/subnet.js";
import type { Check } from "../check.js";
import { pairs } from "../pairs.js";

/** Where two lists hold an address, FreePBX leaves open who a request is from (PBX-74). */
export const matchPermitOverlap: Check = {
  id: "match-permit-overlap",
  rules: ["PBX-74"],
  foretells: ["F-15"],
  severity: "error",
  finds: "Match (Permit) lists of two extensions hold the same address.",
  proof: "configuration/match-permit-overlap",
  find: ({ setup }) =>
    pairs(Object.entries(setup.extensions)).flatMap(([[first, one], [second, other]]) => {
      const both = one.matchPermit.filter((each) =>
        other.matchPermit.some((against) => subnetsOverlap(each, against)),
      );
      if (both.length === 0) return [];
      return [
        {
          path: ["extensions", second, "match-permit"],
          message: `whatever comes from ${both.join(", ")} is taken for extension ${first} or for ${second}, and nobody can say which`,
          hint: "Let each address stand in one list only, or empty both: hot desking needs none.",
          affects: { extensions: [first, second] },
        },
      ];
    }),
};
