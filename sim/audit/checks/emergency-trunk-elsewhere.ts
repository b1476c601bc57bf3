import type { Check } from "../check.js";
import { affectedBy } from "../emergency-routes.js";
import { groupedBy } from "../grouped-by.js";
import { listed } from "../listed.js";

/** A route is an emergency route by its type; where its trunk leads is another question (HD-5). */
export const emergencyTrunkElsewhere: Check = {
  id: "emergency-trunk-elsewhere",
  rules: ["HD-5"],
  severity: "error",
  finds: "The first trunk of an emergency route leads to no PSAP.",
  proof: "emergency/emergency-trunk-elsewhere",
  find: ({ setup, emergencyRoutes }) =>
    emergencyRoutes.flatMap(({ route, index, calls }) => {
      const elsewhere = calls.flatMap((call) => {
        const trunk = call.end.kind === "outbound" ? call.end.call.attempts[0]?.trunk : undefined;
        return trunk === undefined || setup.trunks[trunk]?.farEnd === "psap" ? [] : [{ ...call, trunk }];
      });
      return [...groupedBy(elsewhere, ({ trunk }) => trunk)].map(([trunk, hit]) => {
        const affects = affectedBy(hit);
        return {
          path: ["routes", index, route.trunks === undefined ? "trunk" : "trunks"],
          message: `a call to ${listed(affects.numbers)} leaves by trunk ${trunk}, which leads to a carrier and not to a PSAP`,
          hint: "Put the trunk that reaches the PSAP first. If this one does, say so: far-end: psap.",
          affects,
        };
      });
    }),
};
