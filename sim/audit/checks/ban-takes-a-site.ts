import { subnetsOverlap } from "../../model/setup/subnet.js";
import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** Intrusion detection sees one address for all phones behind a router (EH-6). */
export const banTakesASite: Check = {
  id: "ban-takes-a-site",
  rules: ["EH-6"],
  foretells: ["F-28"],
  severity: "warning",
  finds: "Intrusion detection may ban a whole offsite location.",
  proof: "configuration/intrusion-ban-site",
  find: ({ setup }) => {
    const rules = setup.intrusionDetection;
    if (!rules.enabled) return [];
    const open = Object.entries(setup.locations).filter(
      ([, { network, subnet }]) =>
        network === "offsite" && !rules.allow.some((allowed) => subnetsOverlap(allowed, subnet)),
    );
    if (open.length === 0) return [];
    const locations = open.map(([name]) => name);
    return [
      {
        path: ["intrusion-detection"],
        message: `${rules.maxRetry} failed requests of one phone ban all desks in ${listed(locations)}, which have one public address: no call leaves any of them, not even 911`,
        hint: "Put the addresses of the location on the list of those that are never banned (allow).",
        mend: {
          "intrusion-detection": { allow: [...rules.allow, ...open.map(([, { subnet }]) => subnet)] },
        },
        affects: { locations },
      },
    ];
  },
};
