import { userOfExtension } from "../../backend/hotdesk/effective-settings.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import { listed } from "../listed.js";

/**
 * Full Logout leaves a desk without an emergency call (HD-19, EH-1). The user decides it, and users walk: any desk can
 * be the one, so each location must be signed for (policy full-logout-risk).
 */
export const fullLogoutUnaccepted: Check = {
  id: "full-logout-unaccepted",
  rules: ["HD-19"],
  foretells: ["EH-1", "F-24"],
  severity: "error",
  finds: "A Full Logout leaves a desk without 911, and nobody has accepted that for its location.",
  proof: "emergency/full-logout-needs-consent",
  find: ({ setup, users }) => {
    if (setup.policies.fullLogoutRisk === "ignore") return [];
    const accepted = setup.acceptNoEmergency.map(({ desk }) => desk);
    const locations = Object.keys(setup.locations).filter((location) => !accepted.includes(location));
    if (locations.length === 0) return [];
    const fully = users
      .filter(({ settings }) => settings.logoutAction === undefined || settings.logoutAction === "full")
      .map(({ extension }) => ({ extension, ...decidedBy(setup, extension) }));
    return [...groupedBy(fully, ({ path }) => path.join("\n"))].flatMap(([, decided]) => {
      const [first] = decided;
      if (!first) return [];
      const extensions = decided.map(({ extension }) => extension);
      return [
        {
          path: first.path,
          message: `a desk in ${listed(locations)} cannot call for help after ${listed(extensions)} logged out there (Full Logout, ${first.said})`,
          hint: "Give these users a placeholder to log out to, or name each location under accept-no-emergency with who accepts it and why.",
          mend: {
            "accept-no-emergency": [
              ...setup.acceptNoEmergency,
              ...locations.map((desk) => ({ desk, reason: "why that is acceptable", by: "who accepts it" })),
            ],
          },
          affects: { extensions, locations },
        },
      ];
    });
  },
};

/** Where the admin finds the Logout Action of a user who logs out fully, in the order of inheritance (PBX-115). */
function decidedBy(setup: Setup, extension: string): { path: readonly string[]; said: string } {
  const user = userOfExtension(setup, extension);
  if (user?.hotdesk.logoutAction !== undefined) {
    const name = Object.keys(setup.users).find((each) => setup.users[each] === user) ?? extension;
    return { path: ["users", name, "hotdesk", "logout-action"], said: "set for the user" };
  }
  const group = Object.entries(setup.groups).find(
    ([name, { hotdesk }]) => user?.groups.includes(name) && hotdesk.logoutAction !== undefined,
  );
  return group
    ? { path: ["groups", group[0], "hotdesk", "logout-action"], said: `by group ${group[0]}` }
    : { path: ["groups"], said: "no group has a logout-action" };
}
