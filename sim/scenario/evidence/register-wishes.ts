import type { TranscriptEvent } from "../../transcript/event.js";

type SipEvent = Extract<TranscriptEvent, { type: "sip" }>;

/**
 * What a phone asks of the registrar, in order: `register 1001`, `unregister 9000`, `unregister-all 9000`. Copies by
 * timers and the repeat with credentials (RFC 3261 §22.3) are not wishes of their own.
 */
export class RegisterWishes {
  readonly list: string[] = [];
  /** Call-IDs of REGISTERs that were challenged and not yet repeated. */
  readonly #challenged = new Set<string>();

  add(event: SipEvent): void {
    if (isChallenge(event)) this.#challenged.add(event.callId);
    const wish = registerWish(event);
    if (wish === undefined) return;
    const wasChallenged = this.#challenged.delete(event.callId);
    if (wasChallenged && header(event.text, "Authorization") !== "") return;
    this.list.push(wish);
  }
}

/** What a REGISTER asks for that a phone has just sent; undefined: it is none, or a copy by a timer. */
export function registerWish({ repeat, direction, startLine, text }: SipEvent): string | undefined {
  return repeat || direction !== "sent" || !startLine.startsWith("REGISTER ") ? undefined : wishOf(text);
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
