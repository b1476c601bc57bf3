import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import { listed } from "../listed.js";

/** The PSAP finds the address by the number, so one number has one address (EH-31). */
export const sameCallerId: Check = {
  id: "same-caller-id",
  rules: ["EH-31"],
  severity: "error",
  finds: "Two locations with different addresses show the PSAP the same number.",
  proof: "emergency/same-caller-id",
  find: ({ setup }) => {
    const sites = Object.entries(setup.locations).map(([name, location]) => ({ name, ...location }));
    return [...groupedBy(sites, ({ callerId }) => callerId)].flatMap(([callerId, sharing]) => {
      const [first] = sharing;
      const other = sharing.find(({ address }) => first && plain(address) !== plain(first.address));
      if (!first || !other) return [];
      const locations = sharing.map(({ name }) => name);
      return [
        {
          path: ["locations", other.name, "caller-id"],
          message: `${listed(locations)} show the PSAP the same number ${callerId}: help for ${other.name} goes to ${first.address}`,
          hint: "Give each location a number of its own, registered for its address.",
          affects: { locations, numbers: [callerId] },
        },
      ];
    });
  },
};

function plain(address: string): string {
  return address.trim().replaceAll(/\s+/g, " ").toLowerCase();
}
