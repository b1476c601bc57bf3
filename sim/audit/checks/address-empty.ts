import type { Check } from "../check.js";
import { listed } from "../listed.js";

/** The law asks for a dispatchable location: street address plus floor or room (EH-31). */
export const addressEmpty: Check = {
  id: "address-empty",
  rules: ["EH-31"],
  severity: "error",
  finds: "A location has no address.",
  find: ({ setup }) => {
    const locations = Object.entries(setup.locations).flatMap(([name, { address }]) =>
      address.trim() === "" ? [name] : [],
    );
    const [first] = locations;
    if (first === undefined) return [];
    return [
      {
        path: ["locations", first, "address"],
        message: `the PSAP gets no address for desks in ${listed(locations)}: nobody knows where to send help`,
        hint: "Write the street address with floor and room, as it is registered for the caller-id.",
        affects: { locations },
      },
    ];
  },
};
