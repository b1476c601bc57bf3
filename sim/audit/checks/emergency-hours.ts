import type { Check } from "../check.js";
import { affectedBy } from "../emergency-routes.js";
import { listed } from "../listed.js";

/** Outside the hours of its time group a route is not there, and the next that matches is used, or none (EH-11, PBX-88). */
export const emergencyHours: Check = {
  id: "emergency-hours",
  rules: ["EH-11"],
  foretells: ["PBX-88", "PBX-89", "F-11i"],
  severity: "error",
  finds: "An emergency route has a time group.",
  proof: "emergency/time-group-closed",
  find: ({ emergencyRoutes }) =>
    emergencyRoutes.flatMap(({ route, index, calls }) => {
      if (route.timeGroup === undefined) return [];
      const affects = affectedBy(calls);
      return [
        {
          path: ["routes", index, "time-group"],
          message: `outside the hours of "${route.timeGroup}" a call to ${listed(affects.numbers)} does not find this route`,
          hint: "Take the time group off the emergency route.",
          affects,
        },
      ];
    }),
};
