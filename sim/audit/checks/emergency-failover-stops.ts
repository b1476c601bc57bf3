import { goesOnAfter } from "../../dialplan/trunk-failover.js";
import type { Check } from "../check.js";
import { affectedBy } from "../emergency-routes.js";
import { groupedBy } from "../grouped-by.js";
import { listed, named } from "../listed.js";

/** What FreePBX takes for the answer of who was called: a carrier says both of its own troubles. */
const busy = 486;

/** A trunk that answers busy, or not at all, ends an emergency call, whatever trunks come after it (EH-8, PBX-90). */
export const emergencyFailoverStops: Check = {
  id: "emergency-failover-stops",
  rules: ["EH-8"],
  severity: "warning",
  finds:
    "An emergency route has further trunks, which are not tried after one that is busy, silent or unanswered.",
  proof: "trunks/emergency-trunk-failover-stops",
  find: ({ setup, emergencyRoutes }) => {
    const stopping = emergencyRoutes.flatMap(({ calls }) =>
      calls.flatMap((call) => {
        const attempts = call.end.kind === "outbound" ? call.end.call.attempts : [];
        return attempts.slice(0, -1).flatMap(({ trunk }) => {
          const settings = setup.trunks[trunk];
          return settings === undefined || goesOnAfter(busy, settings) ? [] : [{ ...call, trunk }];
        });
      }),
    );
    return [...groupedBy(stopping, ({ trunk }) => trunk)].map(([trunk, hit]) => {
      const affects = affectedBy(hit);
      return {
        path: ["trunks", trunk],
        message: `a call to ${listed(affects.numbers)} ends where ${named("trunk", [trunk])} answers busy (486), unavailable (480) or not at all (408): the trunk after it is not tried`,
        hint: "Set Continue if Busy on each trunk of the emergency route but the last.",
        mend: { trunks: { [trunk]: { "continue-if-busy": true } } },
        affects,
      };
    });
  },
};
