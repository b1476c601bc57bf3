import type { Request } from "express";
import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import { loggable, Repeats } from "../repeats.js";

/** Lines are told apart by address and reason. */
const limits = { quietMs: 600_000, mostTold: 200 };

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
  readonly #repeats = new Repeats(limits);

  constructor(clock: Clock, onEvent: (event: BackendEvent) => void) {
    this.#clock = clock;
    this.#onEvent = onEvent;
  }

  refused(request: Request, { status, reason, hint }: Refused): void {
    const address = request.socket.remoteAddress ?? "a phone that is gone";
    const key = `${address} ${status} ${reason}`;
    const telling = this.#repeats.tell(key, this.#clock.now());
    if (telling?.kind !== "line") return;
    // The query stays out: it may hold a PIN.
    const asked = `${request.method} ${loggable(request.baseUrl + request.path)}`;
    const agent = loggable(request.get("user-agent") ?? "");
    const more = telling.untold > 0 ? ` (${telling.untold} more like it since the last line)` : "";
    this.#onEvent({
      type: "backend-note",
      level: "warn",
      text: `refused ${address}: ${asked}: ${status} ${reason}; User-Agent "${agent}"${more}${hint ? `. ${hint}` : ""}`,
    });
  }
}
