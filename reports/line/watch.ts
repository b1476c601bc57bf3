import { callText, holdText } from "../../sim/transcript/call-view.js";
import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { farEndText } from "../../sim/transcript/far-end-text.js";
import { printableLine } from "../../sim/transcript/printable.js";
import { stateText } from "../../sim/transcript/state-text.js";

/**
 * What an operator wants to read of one event, without its time: power, identity, registration, calls.
 * @returns undefined for what belongs to the wire or the screen
 */
function watchText(event: TranscriptEvent): string | undefined {
  switch (event.type) {
    case "power":
      return event.on ? "power on" : "power cut";
    case "state":
      return stateText(event);
    case "config":
      return event.outcome === "applied"
        ? `configuration ${event.file}: ${event.extension ?? "no account"}, keys ${event.keys.map(({ label, type }) => label || type).join(" ")}${event.dropped.length > 0 ? `, dropped: ${event.dropped.join(", ")}` : ""}`
        : `no new configuration: ${event.message ?? ""}`;
    case "history-erased":
      return `call history erased: ${event.reason}`;
    case "factory-reset":
      return "factory reset";
    case "registration":
      return `${event.extension} ${event.state}${event.status ? ` (${event.status})` : ""}`;
    case "call":
      return `call ${callText(event)}`;
    case "hold":
      return `call ${holdText(event)}`;
    case "psap":
      return farEndText(event);
    case "note":
    case "backend-note":
      return event.text;
    default:
      return undefined;
  }
}

/** One line of what happened, with its time and its desk; undefined for what an operator does not want to read. */
export function watchLine(event: TranscriptEvent): string | undefined {
  const text = watchText(event);
  if (text === undefined) return undefined;
  const time = `+${(event.atMs / 1000).toFixed(3)}s`.padStart(10);
  return `${time}  ${printableLine(event.phone ?? "backend").padEnd(18)} ${printableLine(text)}`;
}

/** Prints a line as each thing happens: the fleet view for pipes and logs. */
export function createLiveWatch(print: (text: string) => void): (event: TranscriptEvent) => void {
  return (event) => {
    const line = watchLine(event);
    if (line !== undefined) print(`${line}\n`);
  };
}
