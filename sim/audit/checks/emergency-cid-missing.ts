import type { Check } from "../check.js";
import { adviceFor } from "../freepbx-advice.js";
import { listed } from "../listed.js";
import { mendEmergencyCid } from "../mend-emergency-cid.js";
import { withoutEmergencyCid } from "../without-emergency-cid.js";

/** PBX-11, PBX-93. */
const inFreepbx =
  "set the Emergency CID of each of these extensions to the number that is registered for the address where it is used, that of a placeholder to the number of its location; then Apply Config.";

/** Without an Emergency CID the user's own number or the trunk's goes out (PBX-94, EH-15). */
export const emergencyCidMissing: Check = {
  id: "emergency-cid-missing",
  rules: ["EH-15"],
  foretells: ["F-11b"],
  severity: "error",
  finds: "The extension's Emergency CID names the place, and an extension that desks are used with has none.",
  proof: "emergency/emergency-cid-empty",
  find: (facts) => {
    const { setup } = facts;
    const extensions = withoutEmergencyCid(facts);
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first],
        message: `911 from ${listed(extensions)} shows no Emergency CID, but the user's outbound number or that of the trunk: the PSAP may know no address for it`,
        ...adviceFor(setup, inFreepbx, {
          hint: "Set the Emergency CID of each to the number that is registered for where it is used, or let the desk's location count (policy emergency-identity: desk).",
        }),
        ...mendEmergencyCid(setup, extensions),
        affects: { extensions },
      },
    ];
  },
};
