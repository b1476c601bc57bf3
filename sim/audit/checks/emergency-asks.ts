import type { Check } from "../check.js";
import { affectedBy } from "../emergency-routes.js";
import { listed } from "../listed.js";

/** FreePBX asks for the PIN or the password of a route on emergency routes too (EH-9, PBX-89). */
export const emergencyAsks: Check = {
  id: "emergency-asks",
  rules: ["EH-9"],
  severity: "error",
  finds: "An emergency route asks the caller for a PIN or a password.",
  proof: "emergency/pin-on-emergency-route",
  find: ({ emergencyRoutes }) =>
    emergencyRoutes.flatMap(({ route, index, calls }) => {
      const asked = calls.filter(({ end }) => end.kind === "outbound" && end.call.gates.length > 0);
      if (asked.length === 0) return [];
      const affects = affectedBy(asked);
      const what = route.pinSet === undefined ? "a password" : `a PIN of the set "${route.pinSet}"`;
      return [
        {
          path: ["routes", index, route.pinSet === undefined ? "password" : "pin-set"],
          message: `who calls ${listed(affects.numbers)} is asked for ${what}: without it the call ends`,
          hint: "Take the PIN set and the password off the emergency route.",
          affects,
        },
      ];
    }),
};
