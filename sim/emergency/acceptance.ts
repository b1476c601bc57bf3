import type { DeskNow } from "./desk-now.js";

/**
 * Who accepts that a blank desk of this location has no path, and why (HD-19, policy full-logout-risk).
 * @returns undefined where nobody does, or where the desk is not blank
 */
export function acceptanceOf({ view, setup }: DeskNow): string | undefined {
  if (view.state !== "BLANK") return undefined;
  if (setup.policies.fullLogoutRisk === "ignore") return "the setup: full-logout-risk is ignored";
  const found = setup.acceptNoEmergency.find(({ desk }) => desk === view.location);
  return found && `${found.by}: ${found.reason}`;
}
