import type { FleetSnapshot } from "../../../reports/tui/fleet-source.js";
import type { Setup } from "../../model/setup/setup.js";
import { deskRole } from "../../transcript/desk-state.js";
import type { FleetView } from "../../transcript/fleet-view.js";

/**
 * The fleet as the view draws it, judged by the setup that each handset runs on.
 * @param setupOf the setup of a scenario's handsets
 */
export function fleetSnapshot(
  fleet: FleetView,
  setupOf: (scenario: string | undefined) => Setup | undefined,
  status: string,
): FleetSnapshot {
  return {
    version: fleet.version,
    handsets: fleet.handsets(),
    status,
    role: (view) => {
      const setup = setupOf(view.scenario);
      return setup && deskRole(view, setup);
    },
  };
}
