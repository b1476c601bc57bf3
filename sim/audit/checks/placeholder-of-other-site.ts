import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import { listed } from "../listed.js";

/**
 * Logout Action follows the user, so a phone of one site can end on the placeholder of another (EH-14). With the desk's
 * own identity on emergency calls that costs no more than a call-back; with the extension's it is one-cid-many-places.
 */
export const placeholderOfOtherSite: Check = {
  id: "placeholder-of-other-site",
  rules: ["EH-14"],
  severity: "warning",
  finds: "Users with different placeholders can log out at each other's locations.",
  proof: "placeholder/placeholder-of-another-site",
  find: ({ setup, users }) => {
    const { placeholderChoice, emergencyIdentity } = setup.policies;
    const sites = Object.keys(setup.locations);
    const byDesk = placeholderChoice === "desk-location";
    const open = sites.filter((name) => !byDesk || setup.locations[name]?.placeholder === undefined);
    if (emergencyIdentity === "extension" || sites.length < 2 || open.length === 0) return [];
    const leaving = users.flatMap(({ extension, settings: { logoutAction } }) =>
      logoutAction === undefined || logoutAction === "full" ? [] : [{ extension, logoutAction }],
    );
    if (groupedBy(leaving, ({ logoutAction }) => logoutAction).size < 2) return [];
    return [
      {
        path: byDesk ? ["locations", open[0] ?? ""] : ["policies", "placeholder-choice"],
        message: `a user who logs out at another of the ${sites.length} locations leaves that desk on the placeholder of their own group: a call-back to ${listed(open)} rings at the wrong site`,
        hint: "Give each location a placeholder and set policy placeholder-choice to desk-location.",
        affects: { extensions: leaving.map(({ extension }) => extension), locations: open },
      },
    ];
  },
};
