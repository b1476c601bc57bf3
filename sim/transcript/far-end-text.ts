import type { TranscriptEvent } from "./event.js";

/** `PSAP received 911 from 2125550100 (new-york)`, or that such a call ended there. */
export function farEndText(event: Extract<TranscriptEvent, { type: "psap" }>): string {
  const who = event.farEnd === "psap" ? "PSAP" : "carrier";
  const call = `${event.number} from ${event.callerId} (${event.location ?? "location unknown"})`;
  return event.state === "answered" ? `${who} received ${call}` : `${who}: ${call} ended`;
}
