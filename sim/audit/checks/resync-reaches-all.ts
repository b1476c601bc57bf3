import type { Check } from "../check.js";
import { named } from "../listed.js";
import { limitedPlaceholders } from "../placeholder-limits.js";

/** A NOTIFY by the name of an endpoint goes to every contact of it (PBX-49, EH-24). */
export const resyncReachesAll: Check = {
  id: "resync-reaches-all",
  rules: ["EH-24"],
  severity: "warning",
  finds: "A resync is sent to the extension, and many phones share one.",
  proof: "wire/resync-by-endpoint-reaches-everybody-by-policy",
  find: (facts) => {
    if (facts.setup.policies.resyncAddress !== "endpoint") return [];
    const extensions = limitedPlaceholders(facts).flatMap(({ extension, limit }) =>
      limit.maxContacts > 1 ? [extension] : [],
    );
    if (extensions.length === 0) return [];
    return [
      {
        path: ["policies", "resync-address"],
        message: `a resync of one desk reaches every desk on ${named("placeholder", extensions)}: all of them may reboot together, without 911 meanwhile`,
        hint: "Send it to the contact of that phone.",
        mend: { policies: { "resync-address": "contact" } },
        affects: { extensions },
      },
    ];
  },
};
