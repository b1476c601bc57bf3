import { subnetHolds, subnetsOverlap } from "../../model/setup/subnet.js";
import type { Check } from "../check.js";
import { listed } from "../listed.js";
import { mendExtensions } from "../mend-extensions.js";

/** Match (Permit) decides who a request is from before any user name is read (PBX-70, PBX-71). */
export const matchPermitCatchesDesks: Check = {
  id: "match-permit-catches-desks",
  rules: ["PBX-71", "HD-29"],
  foretells: ["PBX-75", "F-14"],
  severity: "error",
  finds: "Match (Permit) of an extension holds addresses of desks.",
  proof: "configuration/match-permit-office-subnet",
  find: ({ setup }) =>
    Object.entries(setup.extensions).flatMap(([extension, { role, matchPermit }]) => {
      const caught = Object.entries(setup.locations).flatMap(([name, { subnet }]) => {
        const hit = matchPermit.filter((each) => subnetsOverlap(each, subnet));
        if (hit.length === 0) return [];
        return [{ name, part: hit.some((each) => subnetHolds(each, subnet)) ? [] : hit }];
      });
      if (caught.length === 0) return [];
      const locations = caught.map(({ name }) => name);
      // A network that is smaller than the location's leaves the other desks alone.
      const parts = caught.every(({ part }) => part.length > 0) ? caught.flatMap(({ part }) => part) : [];
      const who = parts.length === 0 ? "phones" : `desks at ${listed([...new Set(parts)])}`;
      return [
        {
          // The maker's page sends admins to this field of the placeholder.
          rule: role === "placeholder" ? "HD-29" : "PBX-71",
          path: ["extensions", extension, "match-permit"],
          message: `${who} in ${listed(locations)} are taken for extension ${extension}, whoever is logged in: anybody else ${parts.length === 0 ? "there" : "at these addresses"} cannot register or call, not even 911`,
          hint: "Leave Match (Permit) empty: it holds addresses, not a number of calls. Use the Outbound Concurrency Limit.",
          mend: mendExtensions([extension], { "match-permit": [] }),
          affects: { extensions: [extension], locations },
        },
      ];
    }),
};
