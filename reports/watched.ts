import type { TranscriptEvent } from "../sim/transcript/event.js";
import { FleetView } from "../sim/transcript/fleet-view.js";
import type { HandsetView } from "../sim/transcript/handset-view.js";

/** A desk of a fleet that was watched. */
export interface WatchedDesk {
  readonly view: HandsetView;
  /** undefined where the run was cut off before it was recorded. */
  readonly emergency: WatchedEmergency | undefined;
}

interface WatchedEmergency {
  readonly number: string;
  /** Would a call to the number have reached the PSAP: in the words of the fleet view. */
  readonly canDial: "yes" | "degraded" | "no" | "unknown";
  /** What is missing; absent where nothing is. */
  readonly why?: string;
}

const answers = { good: "yes", degraded: "degraded", none: "no", unknown: "unknown" } as const;

/**
 * The desks of a fleet that was watched, as they were when the user left: after that the phones unregister. Nothing is
 * judged there: what a report shows is what they did.
 * @returns undefined where the run was another
 */
export function watchedDesks(events: readonly TranscriptEvent[]): readonly WatchedDesk[] | undefined {
  const start = events.find(({ type }) => type === "run-start");
  if (start?.type !== "run-start" || !/^watch\b/.test(start.command)) return undefined;
  const fleet = new FleetView();
  const emergencies = new Map<string, WatchedEmergency>();
  for (const event of events) {
    if (event.type === "tear-down") break;
    fleet.apply(event);
    if (event.type !== "emergency-path" || event.phone === undefined) continue;
    const { number, path, missing } = event;
    const why = missing === "" ? {} : { why: missing };
    emergencies.set(event.phone, { number, canDial: answers[path], ...why });
  }
  return fleet.handsets().map((view) => ({ view, emergency: emergencies.get(view.name) }));
}

/** `can dial 911: no (booting)`. */
export function emergencyText({ emergency }: WatchedDesk): string {
  if (!emergency) return "emergency call: not known";
  const { number, canDial, why } = emergency;
  return `can dial ${number}: ${canDial}${why === undefined ? "" : ` (${why})`}`;
}
