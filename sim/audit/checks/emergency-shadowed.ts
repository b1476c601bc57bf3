import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** Routes are asked in their order, so a catch-all above the emergency route takes 911 (EH-10, PBX-85). */
export const emergencyShadowed: Check = {
  id: "emergency-shadowed",
  rules: ["EH-10"],
  foretells: ["PBX-85", "F-11d"],
  severity: "error",
  finds: "A route above the emergency route takes an emergency number.",
  proof: "emergency/catch-all-above-emergency",
  find: ({ emergencyEnds }) =>
    emergencyEnds
      .filter(({ fault }) => fault === "shadowed")
      .map(({ route, index, extensions, numbers }) => ({
        path: ["routes", index],
        message: `a call to ${listed(numbers)} takes route "${route?.name}", which stands above the emergency route: it goes out as an ordinary one`,
        hint: "Move the emergency route to the top of the list.",
        affects: { extensions, numbers },
      })),
};
