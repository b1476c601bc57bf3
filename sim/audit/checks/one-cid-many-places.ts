import type { Check } from "../check.js";
import { placeholdersInUse } from "../desks.js";
import { adviceFor } from "../freepbx-advice.js";
import { listed, named } from "../listed.js";

/** PBX-93, PBX-96: nothing but the extension tells desks apart there. */
const inFreepbx =
  "make a placeholder extension for each location, with the number registered for its address as Emergency CID, and give the group of each location its own as Logout Action; " +
  "who logs out elsewhere still leaves that desk with the placeholder of his own group, so where users roam let the trunk of the emergency route lead to an emergency provider that finds the desk by its network (ELIN, dynamic location).";

/** The Emergency CID belongs to the extension, and desks of several places share that (PBX-96, EH-12). */
export const oneCidManyPlaces: Check = {
  id: "one-cid-many-places",
  rules: ["EH-12"],
  foretells: ["PBX-96", "F-13"],
  severity: "error",
  finds: "Logged-out desks of several locations show the PSAP the number of one placeholder.",
  proof: "emergency/roaming-logout-wrong-site",
  find: (facts) => {
    if (facts.setup.policies.emergencyIdentity !== "extension") return [];
    const spread = placeholdersInUse(facts).filter(({ locations }) => locations.length > 1);
    if (spread.length === 0) return [];
    const extensions = spread.map(({ extension }) => extension);
    const locations = [...new Set(spread.flatMap((each) => each.locations))];
    return [
      {
        path: ["policies", "emergency-identity"],
        message: `logged-out desks in ${listed(locations)} call 911 with the number of ${named("placeholder", extensions)}: the PSAP is told one place for all of them`,
        ...adviceFor(facts.setup, inFreepbx, {
          hint: "Let the desk's location count (policy emergency-identity: desk), or give each location a placeholder with its own Emergency CID and set placeholder-choice to desk-location.",
          mend: { policies: { "emergency-identity": "desk" } },
        }),
        affects: { extensions, locations },
      },
    ];
  },
};
