import { choice } from "./policy.js";

/** What a desk leaves behind, what it is reached by, and who the PSAP takes it for. */
export const deskPolicies = {
  "erase-personal-data": choice(
    "the call history of a phone when it is logged out to a placeholder",
    { yes: "erased: the next person must not see it", no: "stays on the phone" },
    "yes",
  ),
  "resync-address": choice(
    "where the NOTIFY of a resync is sent",
    {
      contact: "to the contact of that phone",
      endpoint: "to the extension: every phone that is registered to it",
    },
    "contact",
  ),
  "emergency-identity": choice(
    "the caller id and location that the PSAP receives",
    {
      desk: "those of the desk's location: what does not move",
      extension: "those of the extension, as plain FreePBX does",
    },
    "desk",
  ),
  "full-logout-risk": choice(
    "the setup allows a Full Logout, which leaves a desk without 911",
    {
      "must-accept":
        "each location must stand under `accept-no-emergency`, with a reason and a name, else `check` fails",
      ignore: "no acceptance is needed",
    },
    "must-accept",
  ),
} as const;
