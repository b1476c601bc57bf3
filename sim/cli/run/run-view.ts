import type { FleetSnapshot, FleetSource } from "../../../reports/tui/fleet-source.js";
import { terminalFits } from "../../../reports/tui/terminal-fits.js";
import type { PlannedScenario } from "../../scenario/file/scenario-file.js";
import { FleetView } from "../../transcript/fleet-view.js";
import { printable, printableEvent } from "../../transcript/printable.js";
import type { TranscriptListener } from "../../transcript/recorder.js";
import { RunProgress } from "../../transcript/run-progress.js";
import type { Transcript } from "../../transcript/transcript.js";
import { fleetSnapshot } from "../view/fleet-snapshot.js";
import { loadFleetView } from "../view/load-fleet-view.js";

interface ShownRun {
  /** Whether the fleet view is wanted; it needs a terminal all the same. */
  readonly tui: boolean;
  readonly transcript: Transcript;
  readonly scenarios: readonly PlannedScenario[];
  /** The line reporter: from the start, or from the moment that the view is left. */
  readonly live: TranscriptListener;
}

/**
 * Shows a run while it goes on: the fleet view on a terminal, else lines. Leaving the view goes on with lines and
 * loses none.
 * @returns takes the view down, if it still stands, and prints what it covered
 */
export async function showRun({ tui, transcript, scenarios, live }: ShownRun): Promise<() => Promise<void>> {
  if (!tui || !terminalFits()) {
    transcript.subscribe(live);
    return async () => undefined;
  }
  const { mountFleetView } = await loadFleetView();
  const fleet = new FleetView();
  const progress = new RunProgress(scenarios.map(({ scenario }) => printable(scenario.file)));
  let changes = 0;
  const unsubscribe = transcript.subscribe((event) => {
    fleet.apply(event);
    if (progress.apply(printableEvent(event))) changes++;
    if (event.type !== "scenario-end" || !event.final) return;
    if (event.scenario !== undefined) fleet.forget(event.scenario);
  });
  const setupOf = (scenario: string | undefined) => scenarios[Number(scenario) - 1]?.setup;
  const snapshot = (): FleetSnapshot => {
    const desks = fleetSnapshot(fleet, setupOf, "");
    return { ...desks, version: desks.version + changes, run: progress.snapshot() };
  };
  const source: FleetSource = { title: "", snapshot };
  const view = mountFleetView(source);
  const left = view.closed.then((error) => {
    unsubscribe();
    if (error) process.stderr.write(`the fleet view broke, going on with lines: ${error.message}\n`);
    for (const event of transcript.events) live(event);
    transcript.subscribe(live);
  });
  return async () => {
    view.close();
    await left;
  };
}
