import { subnetsOverlap } from "../../model/setup/subnet.js";
import type { Check } from "../check.js";
import { pairs } from "../pairs.js";

/** A desk is known by its network alone, and the first location that holds its address is taken (HD-10, EH-12). */
export const subnetsOverlapping: Check = {
  id: "subnets-overlap",
  rules: ["HD-10"],
  severity: "error",
  finds: "Two locations have the same network, or one that lies in the other's.",
  proof: "emergency/subnets-overlap",
  find: ({ setup }) =>
    pairs(Object.entries(setup.locations)).flatMap(([[first, one], [second, other]]) => {
      if (!subnetsOverlap(one.subnet, other.subnet)) return [];
      const all = bits(one.subnet) <= bits(other.subnet);
      return [
        {
          path: ["locations", second, "subnet"],
          message: `${all ? "every desk" : `desks with an address in ${one.subnet}`} in ${second} ${all ? "is" : "are"} taken for ${all ? "one" : "desks"} in ${first}: the PSAP is told ${one.callerId}, and help goes there`,
          hint: "Give each location a network of its own.",
          affects: { locations: [first, second] },
        },
      ];
    }),
};

function bits(subnet: string): number {
  return Number(subnet.split("/")[1]);
}
