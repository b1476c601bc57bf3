import type { TranscriptEvent } from "../../transcript/event.js";
import { type Check, listed, type PhoneEvidence } from "./check.js";

type SipEvent = Extract<TranscriptEvent, { type: "sip" }>;

/**
 * `registers: [unregister 9000, register 1001]`: what the phone asked of the registrar since the last step on it, in
 * order. Copies by timers and the repeat with credentials (RFC 3261 §22.3) are no wishes of their own.
 */
export function checkRegisters(expected: readonly string[], { sinceStep }: PhoneEvidence): Check {
  const seen = registersIn(sinceStep);
  return {
    met: seen.length === expected.length && seen.every((wish, index) => wish === expected[index]),
    expected: `REGISTERs ${listed(expected)}`,
    seen: `REGISTERs ${listed(seen)}`,
  };
}

function registersIn(events: readonly TranscriptEvent[]): string[] {
  const challenged = new Set<string>();
  const wishes: string[] = [];
  for (const event of events) {
    if (event.type !== "sip") continue;
    if (isChallenge(event)) challenged.add(event.callId);
    if (event.repeat || event.direction !== "sent" || !event.startLine.startsWith("REGISTER ")) continue;
    const answersChallenge = challenged.delete(event.callId) && header(event.text, "Authorization") !== "";
    if (!answersChallenge) wishes.push(wishOf(event.text));
  }
  return wishes;
}

function isChallenge({ direction, startLine, cseq }: SipEvent): boolean {
  return direction === "received" && /^SIP\/2\.0 40[17] /.test(startLine) && cseq.endsWith("REGISTER");
}

/** RFC 3261 §10.2.2: expiry 0 takes a binding away, the contact `*` all of them. */
function wishOf(message: string): string {
  const user = /sips?:([^@;>]+)@/.exec(header(message, "To"))?.[1] ?? "nobody";
  const contact = header(message, "Contact");
  if (contact === "*") return `unregister-all ${user}`;
  const expires = /;\s*expires=(\d+)/i.exec(contact)?.[1] ?? header(message, "Expires");
  return `${expires === "0" ? "unregister" : "register"} ${user}`;
}

function header(message: string, name: string): string {
  return new RegExp(`^${name}\\s*:[ \\t]*(.*?)\\s*$`, "im").exec(message)?.[1] ?? "";
}
