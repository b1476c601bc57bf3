import type { Check, Found } from "../check.js";
import { placeholdersInUse } from "../desks.js";
import { groupedBy } from "../grouped-by.js";
import { named } from "../listed.js";
import { mendExtensions } from "../mend-extensions.js";
import { limitedPlaceholders } from "../placeholder-limits.js";

/** The limit that FreePBX gives every new extension (PBX-10). */
const defaultLimit = 3;

/** All phones of a placeholder share its limit, and FreePBX asks it on emergency routes too (HD-29, PBX-80, PBX-81, EH-7). */
export const limitBlocksEmergency: Check = {
  id: "limit-blocks-emergency",
  rules: ["HD-29"],
  foretells: ["EH-7", "PBX-80", "PBX-81", "PBX-89"],
  severity: "advice",
  finds:
    "Logged-out phones share an Outbound Concurrency Limit; as an error: it is lower than the number of desks.",
  proof: "placeholder/calls-at-the-same-time-are-limited",
  find: (facts) => {
    const inUse = new Map(placeholdersInUse(facts).map(({ extension, desks }) => [extension, desks]));
    const limited = limitedPlaceholders(facts).flatMap(({ extension, settings }) => {
      const limit = settings.outboundConcurrencyLimit;
      const low = limit > 0 && limit < (inUse.get(extension) ?? 0);
      return low || limit === defaultLimit ? [{ extension, limit, low }] : [];
    });
    return [...groupedBy(limited, ({ limit, low }) => `${limit} ${low}`).values()].flatMap((hit): Found[] => {
      const [first] = hit;
      if (!first) return [];
      const extensions = hit.map(({ extension }) => extension);
      return [
        {
          severity: first.low ? "error" : "advice",
          path: ["extensions", first.extension, "outbound-concurrency-limit"],
          message: `all phones on ${named("placeholder", extensions)} share ${first.limit} outside calls: call ${first.limit + 1} hears an announcement instead, to 911 too`,
          hint: "Set the Outbound Concurrency Limit to at least the number of desks; 0 is no limit.",
          mend: mendExtensions(extensions, { "outbound-concurrency-limit": 0 }),
          affects: { extensions },
        },
      ];
    });
  },
};
