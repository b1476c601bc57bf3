import { userOfExtension } from "../backend/hotdesk/effective-settings.js";
import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { hotdeskUsers, listed } from "./hotdesk-users.js";

/**
 * Full Logout leaves a desk without an emergency call (HD-19, EH-1). The user decides it, and users walk: any desk can
 * be the one, so each location must be signed for (policy full-logout-risk).
 */
export function fullLogoutUnaccepted(setup: Setup): Finding[] {
  if (setup.policies.fullLogoutRisk === "ignore") return [];
  const users = hotdeskUsers(setup)
    .filter(({ settings }) => settings.logoutAction === undefined || settings.logoutAction === "full")
    .map(({ extension }) => `${extension} (${decidedBy(setup, extension)})`);
  if (users.length === 0) return [];
  const accepted = setup.acceptNoEmergency.map(({ desk }) => desk);
  return Object.keys(setup.locations)
    .filter((location) => !accepted.includes(location))
    .map((location) => ({
      severity: "error",
      rule: "HD-19",
      path: ["locations", location],
      message: `a desk in ${location} cannot call for help after ${listed(users)} logged out (Full Logout)`,
      hint: "Give these users a placeholder to log out to, or name the location under accept-no-emergency with who accepts it and why.",
    }));
}

/** Where the admin finds the Logout Action of a user who logs out fully, in the order of inheritance (PBX-115). */
function decidedBy(setup: Setup, extension: string): string {
  const user = userOfExtension(setup, extension);
  if (user?.hotdesk.logoutAction !== undefined) return "set for the user";
  const group = Object.entries(setup.groups).find(
    ([name, { hotdesk }]) => user?.groups.includes(name) && hotdesk.logoutAction !== undefined,
  );
  return group ? `by group ${group[0]}` : "no group has a logout-action";
}
