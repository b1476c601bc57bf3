import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { hotdeskUsers } from "./hotdesk-users.js";

/**
 * Logout Action follows the user, so a phone of one site can end on the placeholder of another (EH-14). With the desk's
 * own identity on emergency calls that costs nothing but a call-back; with the extension's, help is sent to the wrong
 * site.
 */
export function placeholderOfOtherSite(setup: Setup): Finding[] {
  const { placeholderChoice, emergencyIdentity } = setup.policies;
  const users = hotdeskUsers(setup);
  const actions = new Set(
    users.flatMap(({ settings: { logoutAction } }) =>
      logoutAction === undefined || logoutAction === "full" ? [] : [logoutAction],
    ),
  );
  const sites = Object.keys(setup.locations).length;
  if (placeholderChoice === "desk-location" || sites < 2 || actions.size === 0) return [];
  const wrongSite = emergencyIdentity === "extension";
  if (!wrongSite && actions.size < 2) return [];
  return [
    {
      severity: "warning",
      rule: "EH-14",
      path: ["policies", "placeholder-choice"],
      message: wrongSite
        ? `logged-out desks of ${sites} locations call for help with the number of the user's placeholder`
        : `a user who logs out at another of the ${sites} locations leaves that desk on the placeholder of their own group`,
      hint: "Give each location a placeholder and set policy placeholder-choice to desk-location.",
    },
  ];
}
