import type { PsapEvent } from "../../psap/psap-event.js";
import { printableLine } from "../../transcript/printable.js";

/**
 * An event in one line for people.
 * @example 2026-01-01T12:00:01.250Z 911 from 2125550100 (Lobby), 100 Example Street, floor 4, New York, NY: answered
 */
export function psapLine(event: PsapEvent): string {
  return printableLine(`${event.at} ${textOf(event)}`);
}

type Event<Type extends PsapEvent["type"]> = Extract<PsapEvent, { type: Type }>;

function textOf(event: PsapEvent): string {
  switch (event.type) {
    case "call":
      return `${event.number} from ${callerOf(event)}, ${placeOf(event)}: ${outcomeOf(event)}`;
    case "audio":
      return `${event.number} from ${event.callerId || "nobody"}: ${heardText(event)}`;
    case "ended":
      return endedText(event);
    case "refused":
      return `${event.request ?? "a message"} from ${event.source}: ${event.status ?? "dropped"}, ${event.why}`;
  }
}

function heardText({ way, hears }: Event<"audio">): string {
  if (way === "none") return "nothing is heard";
  const whom = hears === "other" ? "a sound that is none of deskfleet's" : `a ${hears}`;
  return way === "both-ways" ? `heard ${whom}, which hears the PSAP` : `heard ${whom}`;
}

function endedText({ number, callerId, by, why, seconds }: Event<"ended">): string {
  const who = by === "psap" ? "PSAP" : by;
  return `${number} from ${callerId || "nobody"}: ended by the ${who} after ${seconds} s${because(why)}`;
}

function callerOf({ callerId, name, from, privacy }: Event<"call">): string {
  const besides = [
    name,
    from === undefined ? undefined : `From ${from}`,
    privacy === undefined ? undefined : `Privacy ${privacy}`,
  ].filter((each) => each !== undefined);
  return `${callerId || "nobody"}${besides.length === 0 ? "" : ` (${besides.join(", ")})`}`;
}

function placeOf({ location, locationAt, locationFault }: Event<"call">): string {
  if (location !== undefined) return location.text;
  if (locationFault !== undefined) return `location unreadable (${locationFault})`;
  return locationAt === undefined ? "no location sent" : `location at ${locationAt.join(" ")}`;
}

function outcomeOf({ answer, status, why, readBack }: Event<"call">): string {
  const reason = because(why);
  switch (answer) {
    case "answered":
      return readBack === undefined ? "answered" : `answered, reads back "${readBack}"`;
    case "refused":
      return `refused with ${status}${reason}`;
    case "unanswered":
      return `left without an answer${reason}`;
  }
}

function because(why: string | undefined): string {
  return why === undefined ? "" : `, ${why}`;
}
