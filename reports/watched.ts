import type { TranscriptEvent } from "../sim/transcript/event.js";
import { FleetView } from "../sim/transcript/fleet-view.js";
import type { HandsetView } from "../sim/transcript/handset-view.js";

/**
 * The handsets of a fleet that was watched, as they were at the end. Nothing is judged there: what a report shows is
 * what they did.
 * @returns undefined where the run was another
 */
export function watchedHandsets(events: readonly TranscriptEvent[]): readonly HandsetView[] | undefined {
  const start = events.find(({ type }) => type === "run-start");
  if (start?.type !== "run-start" || !/^watch\b/.test(start.command)) return undefined;
  const fleet = new FleetView();
  for (const event of events) fleet.apply(event);
  return fleet.handsets();
}
