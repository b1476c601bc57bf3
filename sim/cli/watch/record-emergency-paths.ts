import type { FleetSnapshot } from "../../../reports/tui/fleet-source.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Transcript } from "../../transcript/transcript.js";

/**
 * Records for each desk what a call to the emergency number would come to now: a report knows the events alone, not
 * the setup that this is judged by.
 */
export function recordEmergencyPaths(transcript: Transcript, fleet: FleetSnapshot, setup: Setup): void {
  const [number] = setup.emergencyNumbers;
  if (number === undefined) return;
  for (const view of fleet.handsets) {
    const { path, missing } = fleet.emergencyPath(view);
    transcript.scope({ phone: view.name }).record({ type: "emergency-path", number, path, missing });
  }
}
