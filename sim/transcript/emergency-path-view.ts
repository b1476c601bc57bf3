/** What an emergency call depends on, link by link (emergency.md §4). */
export const emergencyLinks = {
  E1: "power",
  E2: "account",
  E3: "dialling",
  E4: "reach",
  E5: "admission",
  E6: "route",
  E7: "capacity",
  E8: "identity",
  E9: "call-back",
  E10: "notice",
} as const satisfies Record<string, string>;

export type EmergencyLink = keyof typeof emergencyLinks;
export type EmergencyLinkName = (typeof emergencyLinks)[EmergencyLink];

/** Without one of these a call does not reach the PSAP; without one of the others it does. */
const needed = ["power", "account", "dialling", "reach", "admission", "route", "capacity"] as const;
export const neededLinks: readonly [EmergencyLinkName, ...EmergencyLinkName[]] = needed;
export const wantedLinks: readonly [EmergencyLinkName, ...EmergencyLinkName[]] = [
  "identity",
  "call-back",
  "notice",
];

/**
 * Would a call to the emergency number, made now, reach the PSAP (emergency.md §4)? `good`; `degraded`: it would, but
 * identity, call-back or notice is missing; `none`; `unknown`: a link cannot be read on this backend.
 */
type EmergencyPath = "good" | "degraded" | "none" | "unknown";

export interface EmergencyPathView {
  readonly path: EmergencyPath;
  /** The first link that is broken or unknown; absent where none is. */
  readonly link?: EmergencyLink;
  /** What is wrong with it, in words; empty where nothing is. */
  readonly missing: string;
  /** Who accepts that desks of this location have none after a Full Logout, and why. */
  readonly accepted?: string;
}

/** Whether a call would reach the PSAP. Unknown is not: nothing is to be built on it. */
export function hasPath({ path }: Pick<EmergencyPathView, "path">): boolean {
  return path === "good" || path === "degraded";
}
