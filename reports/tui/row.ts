import type { HandsetView } from "../../sim/transcript/handset-view.js";

import { printableLine } from "../../sim/transcript/printable.js";

/** Texts of one line of the fleet; pure, so that a search and a frame test can use them. */

export interface FleetRow {
  readonly name: string;
  readonly model: string;
  readonly location: string;
  readonly who: string;
  readonly registration: string;
  /** A word with a sign: colour alone never carries the meaning. */
  readonly emergency: string;
  readonly lastEvent: string;
}

/** The words for an emergency path, in the list and on the handset alike. */
export const emergencyWords = {
  good: "yes",
  degraded: "~ degraded",
  none: "✗ NO",
  unknown: "? unknown",
} as const;

/** Who the desk is: a user, the placeholder, blank, or what keeps it from being one. */
export function whoIs(view: HandsetView, role: "user" | "placeholder" | undefined): string {
  if (view.state === "OFF" || view.state === "BOOT" || view.state === "STRANDED")
    return view.state.toLowerCase();
  if (view.extension === undefined) return "blank";
  const name = role === "placeholder" ? "placeholder " : "";
  return `${name}${view.extension}${view.state === "SWITCH" ? " switching" : ""}`;
}

export function fleetRow(view: HandsetView, role: "user" | "placeholder" | undefined): FleetRow {
  const status = view.registrationStatus === undefined ? "" : ` ${view.registrationStatus}`;
  return {
    name: view.name,
    model: view.model,
    location: view.location ?? "-",
    who: whoIs(view, role),
    registration: view.registration === "registered" ? "registered" : `${view.registration}${status}`,
    emergency: emergencyWords[view.emergency.path],
    lastEvent: printableLine(view.lastEvent),
  };
}

/** True where any column holds the text, without regard to case. */
export function rowMatches(row: FleetRow, filter: string): boolean {
  const wanted = filter.toLowerCase();
  return Object.values(row).some((text: string) => text.toLowerCase().includes(wanted));
}
