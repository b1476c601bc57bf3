import type { Check } from "../check.js";
import { affectedBy } from "../emergency-routes.js";
import { listed } from "../listed.js";

/** At a disabled trunk the call ends, and the trunks behind it are not tried (EH-8, PBX-90). */
export const emergencyTrunkDisabled: Check = {
  id: "emergency-trunk-disabled",
  rules: ["EH-8"],
  severity: "error",
  finds: "No trunk of an emergency route takes a call.",
  find: ({ emergencyRoutes }) =>
    emergencyRoutes.flatMap(({ route, index, calls }) => {
      // On an idle PBX only a disabled trunk, or none at all, leaves a route without one.
      const lost = calls.filter(({ end }) => end.kind !== "outbound");
      if (lost.length === 0) return [];
      const affects = affectedBy(lost);
      return [
        {
          path: ["routes", index, route.trunks === undefined ? "trunk" : "trunks"],
          message: `a call to ${listed(affects.numbers)} ends before route "${route.name}" has a trunk that takes it`,
          hint: "Enable the first trunk of the emergency route, or put another one first.",
          affects,
        },
      ];
    }),
};
