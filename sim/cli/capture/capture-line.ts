import type { TranscriptEvent } from "../../transcript/event.js";
import { printableLine } from "../../transcript/printable.js";
import { sipLine } from "../../transcript/sip-line.js";

/** An event of a recording as `--json` prints it: what happened, not the whole message. */
export function captureJson(event: TranscriptEvent): object | undefined {
  const { type, phone, seq } = event;
  if (event.type === "http" && event.direction === "response") {
    const { method, url, status, error } = event;
    return { type, seq, phone, method, url, ...(status === undefined ? { error } : { status }) };
  }
  if (event.type === "sip") {
    const { direction, protocol, repeat } = event;
    return { type, seq, phone, direction, protocol, repeat, line: sipLine(event) };
  }
  return event.type === "note" ? { type, seq, phone, text: event.text } : undefined;
}

/** The same for people. @example 001fc1000001 > REGISTER 1001 expires=900 */
export function captureLine(event: TranscriptEvent): string | undefined {
  const text = textOf(event);
  return text === undefined ? undefined : printableLine(`${event.phone ?? "capture"} ${text}`);
}

function textOf(event: TranscriptEvent): string | undefined {
  if (event.type === "http" && event.direction === "response") {
    const path = event.url.replace(/^[a-z]+:\/\/[^/]*/, "");
    return `${event.method} ${path}: ${event.status ?? event.error ?? "no answer"}`;
  }
  if (event.type === "sip") return `${event.direction === "sent" ? ">" : "<"} ${sipLine(event)}`;
  return event.type === "note" ? event.text : undefined;
}
