import type { TranscriptEvent } from "../../transcript/event.js";

/** What an event may change the evidence of. Who waits for something names the topics that it depends on. */
export type Topic =
  | `phone:${string}`
  | `call:${string}`
  | "far-end"
  | "announcements"
  | "lost-keys"
  | "call-back";

/** @returns the topics that an event belongs to; most belong to one */
export function topicsOf(event: TranscriptEvent): Topic[] {
  if (event.type === "psap") return ["far-end"];
  if (event.type === "call-back") return ["call-back"];
  if (event.type === "announcement") return ["announcements"];
  if (event.type === "key-lost") return ["lost-keys"];
  if (event.phone === undefined) return [];
  const ofPhone: Topic = `phone:${event.phone}`;
  return event.type === "call" || event.type === "audio" ? [ofPhone, `call:${event.call}`] : [ofPhone];
}
