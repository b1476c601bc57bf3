import type { Check } from "../check.js";
import { adviceFor } from "../freepbx-advice.js";
import { listed } from "../listed.js";
import { mendEmergencyCid } from "../mend-emergency-cid.js";
import { affectedIn } from "../open-cells.js";
import { withheldCells } from "../without-emergency-cid.js";

/** PBX-93, PBX-94: an Emergency CID goes out shown, whatever the Outbound CID says. */
const inFreepbx =
  "set the Emergency CID of each of these extensions to the number that is registered for the address where it is used: it is shown although the Outbound CID is hidden; then Apply Config.";

/** Without an Emergency CID the outbound number goes out, and as hidden as it is otherwise (PBX-94, EH-15). */
export const callerIdWithheld: Check = {
  id: "caller-id-withheld",
  rules: ["EH-15"],
  severity: "error",
  finds: "An emergency call asks that the PSAP be not shown its number.",
  proof: "emergency/caller-id-withheld",
  find: (facts) => {
    const affects = affectedIn(facts, withheldCells(facts));
    const { extensions, locations, numbers } = affects;
    const [first] = extensions;
    if (first === undefined) return [];
    const from = locations.length === 0 ? "" : ` in ${listed(locations)}`;
    return [
      {
        path: ["extensions", first],
        message: `${listed(numbers)} from ${listed(extensions)}${from} withholds its number (hidden): the PSAP may not be shown it, and finds no address without it`,
        ...adviceFor(facts.setup, inFreepbx, {
          hint: "Set the Emergency CID of each to the number that is registered for where it is used: it is always shown. Or let the desk's location count (policy emergency-identity: desk).",
        }),
        ...mendEmergencyCid(facts.setup, extensions),
        affects,
      },
    ];
  },
};
