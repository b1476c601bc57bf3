import type { Check } from "../check.js";
import { adviceFor } from "../freepbx-advice.js";
import { listed } from "../listed.js";
import { mendEmergencyCid } from "../mend-emergency-cid.js";
import { affectedIn, cellsOf } from "../open-cells.js";
import { unlistedCells, withoutEmergencyCid } from "../without-emergency-cid.js";

/** PBX-93: the one field that decides what a PSAP is shown. */
const inFreepbx =
  "set the Emergency CID of each of these extensions to the number that is registered for the address where it is used; then Apply Config.";

const elsewhere =
  "If the emergency provider has an address for a number all the same, write it down: a location with that caller-id.";

/** The PSAP finds the address by the number that it is shown (EH-31). */
export const callerIdOfNoLocation: Check = {
  id: "caller-id-of-no-location",
  rules: ["EH-31"],
  foretells: ["PBX-93"],
  severity: "error",
  finds: "The PSAP is shown a number for which no location of the setup has an address.",
  proof: "emergency/caller-id-of-no-location",
  find: (facts) => {
    const { setup } = facts;
    // A missing Emergency CID has a check of its own.
    const said = new Set(withoutEmergencyCid(facts));
    const unlisted = cellsOf(unlistedCells(facts), (extension) => !said.has(extension));
    const affects = affectedIn(facts, unlisted);
    const { extensions, locations, numbers } = affects;
    const [first] = extensions;
    if (first === undefined) return [];
    const shown = [...new Set(unlisted.map(({ psap }) => psap?.callerId ?? ""))].sort();
    const advice = adviceFor(setup, inFreepbx, {
      hint: "Set the Emergency CID of each to the caller-id of the location where it is used.",
    });
    return [
      {
        path: ["extensions", first, ...(setup.extensions[first]?.emergencyCid ? ["emergency-cid"] : [])],
        message: `${listed(numbers)} from ${listed(extensions)} in ${listed(locations)} shows the PSAP ${listed(shown)}, and no location has that number: it finds no address to send help to`,
        ...advice,
        hint: `${advice.hint} ${elsewhere}`,
        ...mendEmergencyCid(setup, extensions),
        affects,
      },
    ];
  },
};
