import type { Check } from "../check.js";
import { adviceFor } from "../freepbx-advice.js";
import { listed } from "../listed.js";

/** PBX-96: it knows the extension, and not the desk. */
const inFreepbx =
  "the Emergency CID is that of the extension, wherever its user sits: let the trunk of the emergency route lead to an emergency provider that finds the desk by its network (ELIN, dynamic location), or enable Hotdesk only for users who stay at one location.";

/** The Emergency CID goes along with the user, and the desk stays (PBX-96, EH-13). */
export const roamingCid: Check = {
  id: "roaming-cid",
  rules: ["EH-13"],
  foretells: ["PBX-96"],
  severity: "warning",
  finds: "Users who log in away from home show the PSAP the number of their home.",
  proof: "emergency/extension-identity-by-policy",
  find: ({ setup, users }) => {
    const locations = Object.keys(setup.locations);
    if (setup.policies.emergencyIdentity !== "extension" || locations.length < 2 || users.length === 0)
      return [];
    const extensions = users.map(({ extension }) => extension);
    return [
      {
        path: ["policies", "emergency-identity"],
        message: `a user who logs in at another of the ${locations.length} locations and calls 911 is looked for at home: the number of ${listed(extensions)} goes along`,
        ...adviceFor(setup, inFreepbx, {
          hint: "Let the desk's location count: policy emergency-identity: desk.",
          mend: { policies: { "emergency-identity": "desk" } },
        }),
        affects: { extensions, locations },
      },
    ];
  },
};
