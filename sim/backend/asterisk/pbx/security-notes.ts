import type { Clock } from "../../../model/clock.js";
import { loggable, Repeats } from "../../repeats.js";
import type { RefusedByAsterisk } from "./security-event.js";

/** Leaves a line for each request that Asterisk refused, as far as its security events tell. */
export class SecurityNotes {
  readonly #clock: Clock;
  readonly #note: (text: string) => void;
  readonly #repeats = new Repeats({ quietMs: 600_000, mostTold: 200 });

  constructor(clock: Clock, note: (text: string) => void) {
    this.#clock = clock;
    this.#note = note;
  }

  take({ account, host, port, protocol, why }: RefusedByAsterisk): void {
    const telling = this.#repeats.tell(`${host}:${port} ${account} ${why}`, this.#clock.now());
    if (!telling) return;
    const place = loggable(`${host}:${port}/${protocol}`);
    this.#note(`Asterisk refused ${place} as ${loggable(account)}: ${loggable(why)}`);
  }
}
