import type { TranscriptEvent } from "../transcript/event.js";
import type { EventLog } from "./event-log.js";

/** How a phone names the reboot that a phone app told it to do: Execute at login and logout (HD-7, HD-8). */
const askedByApp = "an app asked for it";

/** Finds the reboots that HD-7 and HD-8 do not explain (HD-9), each once. */
export class RebootWatch {
  readonly #log: EventLog;
  #judged = 0;

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** Those since the last look, such as `lobby rebooted: check-sync`. */
  look(): string[] {
    const events = this.#log.all();
    const found = events.slice(this.#judged).flatMap(rebootText);
    this.#judged = events.length;
    return found;
  }
}

function rebootText(event: TranscriptEvent): string[] {
  if (event.type !== "boot" || event.cause !== "reboot" || event.reason === askedByApp) return [];
  return [`${event.phone ?? "a phone"} rebooted: ${event.reason}`];
}
