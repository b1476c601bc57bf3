import { fleetTable } from "../../../reports/line/fleet.js";
import { createLiveWatch } from "../../../reports/line/watch.js";
import type { FleetSnapshot, FleetSource } from "../../../reports/tui/fleet-source.js";
import { terminalFits } from "../../../reports/tui/terminal-fits.js";
import type { Desk } from "../../fleet/desk.js";
import type { Setup } from "../../model/setup/setup.js";
import type { FleetView } from "../../transcript/fleet-view.js";
import type { Transcript } from "../../transcript/transcript.js";
import { fleetSnapshot } from "../view/fleet-snapshot.js";
import { loadFleetView } from "../view/load-fleet-view.js";
import { handsetControl } from "./handset-control.js";

interface FleetToShow {
  /** Whether the view is wanted; it needs a terminal all the same. */
  readonly tui: boolean;
  readonly setup: Setup;
  readonly transcript: Transcript;
  readonly fleet: FleetView;
  readonly desks: ReadonlyMap<string, Desk>;
  /** For the lines, and for the table that stays. */
  readonly output: NodeJS.WriteStream;
}

interface ShownFleet {
  /** Settles when the user leaves the view; never where there is none. */
  readonly left: Promise<void>;
  /** Takes the view down, if it still stands. */
  close(): Promise<void>;
}

/** The view on a terminal, lines elsewhere. What stays after the view is the fleet as a table. */
export async function showFleet(shown: FleetToShow): Promise<ShownFleet> {
  const { tui, setup, transcript, fleet, desks, output } = shown;
  if (!tui || !terminalFits()) {
    transcript.subscribe(createLiveWatch((text) => output.write(text)));
    return { left: new Promise(() => undefined), close: async () => undefined };
  }
  const { mountFleetView } = await loadFleetView();
  const snapshot = (): FleetSnapshot => fleetSnapshot(fleet, () => setup, "");
  const source: FleetSource = {
    title: setup.setup,
    snapshot,
    control: handsetControl(desks),
  };
  const view = mountFleetView(source);
  const left = view.closed.then((error) => {
    output.write(fleetTable(snapshot(), output.columns ?? 80));
    if (error) throw error;
  });
  return {
    left,
    close: () => {
      view.close();
      return left;
    },
  };
}
