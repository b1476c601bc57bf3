import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** An emergency number that nobody gave a route is a wrong number (HD-5, EH-10). */
export const emergencyNoRoute: Check = {
  id: "emergency-no-route",
  rules: ["HD-5"],
  foretells: ["F-61"],
  severity: "error",
  finds: "No outbound route takes an emergency number.",
  proof: "emergency/emergency-pattern-missing",
  find: ({ emergencyEnds }) =>
    emergencyEnds
      .filter(({ fault }) => fault === "no-route")
      .map(({ extensions, numbers }) => ({
        path: ["routes"],
        message: `a call to ${listed(numbers)} finds no route: the caller hears that the number cannot be reached`,
        hint: `Put a route of type emergency for ${listed(numbers)} above all others.`,
        affects: { extensions, numbers },
      })),
};
