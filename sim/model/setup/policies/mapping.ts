import { choice } from "./policy.js";

/** What becomes of a mapping that is no longer in use, or is deleted while it is. */
export const mappingPolicies = {
  "mapping-after-full-logout": choice(
    "what is left of a mapping after a Full Logout",
    { keep: "it is kept, inactive, so the next login needs no reboot", delete: "nothing" },
    "keep",
  ),
  "mapping-deleted-in-use": choice(
    "an admin deletes the mapping of a phone where a user is logged in",
    {
      "keep-running": "the phone runs on until the user logs out",
      "logout-now": "the phone is logged out at once",
    },
    "keep-running",
  ),
  "file-of-deleted-mapping": choice(
    "such a phone fetches its file again, after a power cut for example",
    { keep: "it gets the file that it had", fallback: "it gets the file of a blank phone" },
    "keep",
  ),
  "logout-without-mapping": choice(
    "what such a phone is logged out to",
    {
      "last-known": "by the Logout Action of its last user",
      blank: "it becomes blank: no account, no 911",
    },
    "last-known",
  ),
  "reboot-other": choice(
    "a reboot that neither a login nor a logout asked for, in a run of scenarios",
    { report: "every report notes it with its scenario", fail: "the scenario fails" },
    "report",
  ),
} as const;
