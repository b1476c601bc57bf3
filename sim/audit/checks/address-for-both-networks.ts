import type { Check } from "../check.js";
import { isAddress, locationsIn, networksOf, toldHosts } from "../told-hosts.js";

/** One address is rarely right on both sides of a firewall (HD-12, HD-33). */
export const addressForBothNetworks: Check = {
  id: "address-for-both-networks",
  rules: ["HD-33", "HD-12"],
  severity: "warning",
  finds: "Phones onsite and offsite are sent the same IP address.",
  find: ({ setup }) => {
    if (networksOf(setup).size < 2) return [];
    return toldHosts(setup)
      .filter(({ host }) => isAddress(host))
      .map(({ host, path, rule, templates }) => ({
        rule,
        path,
        message: `phones onsite and offsite are all sent to ${host}: on one side it may lead nowhere`,
        hint: "Use a name that resolves to the PBX inside and outside.",
        affects: {
          locations: [...locationsIn(setup, "onsite"), ...locationsIn(setup, "offsite")],
          ...(templates.length > 0 && { templates }),
        },
      }));
  },
};
