import type { Request } from "express";
import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";

/** One line an address and reason in this time: a phone that asks every second must not fill a disk. */
const quietMs = 600_000;
/** Addresses and reasons that are told within that time; more than that is an attack, or a misconfigured site. */
const mostTold = 200;
/** Characters of what a stranger wrote. */
const longestText = 160;

interface Refused {
  /** Answered with a status below 500. */
  readonly status: number;
  readonly reason: string;
  /** What the admin can do. */
  readonly hint: string | undefined;
}

/** Leaves a trace of phones that are turned away: they show their user little, and ask no admin. */
export class RefusedPhones {
  readonly #clock: Clock;
  readonly #onEvent: (event: BackendEvent) => void;
  /** By address and reason, the oldest first. */
  readonly #told = new Map<string, { readonly atMs: number; untold: number }>();

  constructor(clock: Clock, onEvent: (event: BackendEvent) => void) {
    this.#clock = clock;
    this.#onEvent = onEvent;
  }

  refused(request: Request, { status, reason, hint }: Refused): void {
    const address = request.socket.remoteAddress ?? "a phone that is gone";
    const key = `${address} ${status} ${reason}`;
    const now = this.#clock.now();
    const before = this.#told.get(key);
    if (before && now - before.atMs < quietMs) {
      before.untold += 1;
      return;
    }
    this.#told.delete(key);
    if (this.#told.size >= mostTold) this.#forget(now);
    if (this.#told.size >= mostTold) return;
    this.#told.set(key, { atMs: now, untold: 0 });
    // The query stays out: it may hold a PIN.
    const asked = `${request.method} ${printable(request.baseUrl + request.path)}`;
    const agent = printable(request.get("user-agent") ?? "");
    const more = before?.untold ? ` (${before.untold} more like it since the last line)` : "";
    this.#onEvent({
      type: "backend-note",
      level: "warn",
      text: `refused ${address}: ${asked}: ${status} ${reason}; User-Agent "${agent}"${more}${hint ? `. ${hint}` : ""}`,
    });
  }

  #forget(now: number): void {
    for (const [key, { atMs }] of this.#told) {
      if (now - atMs < quietMs) return;
      this.#told.delete(key);
    }
  }
}

function printable(text: string): string {
  const clean = text.replaceAll(/[^\x20-\x7e]/g, "?");
  return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
}
