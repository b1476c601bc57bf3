import type { TranscriptEvent } from "../../sim/transcript/event.js";

type Registration = Extract<TranscriptEvent, { type: "registration" }>;

/** How each phone ended up. */
export function lastRegistrations(events: readonly TranscriptEvent[]): Registration[] {
  const last = new Map<string, Registration>();
  for (const event of events) if (event.type === "registration") last.set(event.phone ?? "", event);
  return [...last.values()];
}
