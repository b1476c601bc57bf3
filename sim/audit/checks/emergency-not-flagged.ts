import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** Only a route of type emergency shows the Emergency CID (EH-15, PBX-93). */
export const emergencyNotFlagged: Check = {
  id: "emergency-not-flagged",
  rules: ["EH-15"],
  foretells: ["F-11c"],
  severity: "error",
  finds: "An emergency number takes an ordinary route, and there is no emergency route for it.",
  proof: "emergency/emergency-route-not-flagged",
  find: ({ emergencyEnds }) =>
    emergencyEnds
      .filter(({ fault }) => fault === "not-flagged")
      .map(({ route, index, extensions, numbers }) => ({
        path: ["routes", index],
        message: `a call to ${listed(numbers)} takes route "${route?.name}", which is not of type emergency: it may not reach help, and shows no place`,
        hint: `Put a route of type emergency for ${listed(numbers)} above all others.`,
        affects: { extensions, numbers },
      })),
};
