import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** Restrictions must not touch emergency calls (HD-22, EH-11). */
export const emergencyDenied: Check = {
  id: "emergency-denied",
  rules: ["HD-22"],
  foretells: ["EH-11", "PBX-111", "F-11f"],
  severity: "error",
  finds: "Extension Routing closes the emergency route to an extension.",
  proof: "emergency/extension-routing-blocks-emergency",
  find: ({ emergencyEnds }) =>
    emergencyEnds
      .filter(({ fault }) => fault === "denied")
      .map(({ route, index, extensions, numbers }) => ({
        path: ["routes", index, "denied-to"],
        message: `a call to ${listed(numbers)} from ${listed(extensions)} does not take route "${route?.name}", which is closed to them: it finds none, or goes out as an ordinary one`,
        hint: "Open the emergency route to every extension.",
        affects: { extensions, numbers },
      })),
};
