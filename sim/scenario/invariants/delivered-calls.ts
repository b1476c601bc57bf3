import { emergencyNumberIn } from "../../dialplan/emergency-number.js";
import type { Setup } from "../../model/setup/setup.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import type { Invariant } from "./invariant.js";

/**
 * INV-4: an emergency call that a phone saw answered has reached the PSAP. A 200 alone is no proof: the PBX answers too,
 * to say that it takes the call no further (PBX-84).
 */
export class DeliveredCalls implements Invariant {
  readonly #setup: () => Setup;
  /** Calls that the PSAP has taken, and no phone has seen answered yet. */
  #taken = 0;
  /** Answered emergency calls: phone and call → number, as long as the PSAP has not taken it. */
  readonly #undelivered = new Map<string, string>();

  constructor(setup: () => Setup) {
    this.#setup = setup;
  }

  add(event: TranscriptEvent): void {
    if (event.type === "psap" && event.farEnd === "psap" && event.state === "answered") {
      // Over a stream the PSAP's word may come after the phone's.
      const [first] = this.#undelivered.keys();
      if (first === undefined) this.#taken++;
      else this.#undelivered.delete(first);
    }
    if (event.type !== "call" || event.direction !== "outgoing" || event.phone === undefined) return;
    const { phone, call, number } = event;
    if (event.state !== "answered" || emergencyNumberIn(number, this.#setup()) === undefined) return;
    if (this.#taken > 0) this.#taken--;
    else this.#undelivered.set(`${phone} ${call}`, number);
  }

  breaches(): readonly string[] {
    return [...this.#undelivered].map(
      ([call, number]) => `${call}: the phone saw ${number} answered, and no call reached the PSAP`,
    );
  }
}
