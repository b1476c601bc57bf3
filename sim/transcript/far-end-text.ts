import type { TranscriptEvent } from "./event.js";

/** `PSAP received 911 from 2125550100 (new-york)`, with what it reads back to 933; or that such a call ended there. */
export function farEndText(event: Extract<TranscriptEvent, { type: "psap" }>): string {
  const who = event.farEnd === "psap" ? "PSAP" : "carrier";
  const call = `${event.number} from ${event.callerId} (${event.location ?? "location unknown"})`;
  if (event.state === "ended") return `${who}: ${call} ended`;
  const sent = event.sentLocation === undefined ? "" : `, sent from ${event.sentLocation}`;
  const read = event.readBack;
  return `${who} received ${call}${sent}${read ? `, reads back ${read.number}, ${read.location}` : ""}`;
}
