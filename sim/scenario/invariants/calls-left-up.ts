import type { TranscriptEvent } from "../../transcript/event.js";

/**
 * INV-6: when all phones have hung up and left, no call is up at a far end any more. Who was cut off by a power cut, a
 * reboot, an outage or lost datagrams could not hang up, so a scenario with one is not asked.
 */
export class CallsLeftUp {
  /** Number and caller id of each call → how many are up. */
  readonly #up = new Map<string, number>();
  #isExcused = false;

  add(event: TranscriptEvent): void {
    const isCutOff =
      event.type === "outage" ||
      event.type === "lost" ||
      (event.type === "power" && !event.on) ||
      (event.type === "boot" && event.cause === "reboot");
    if (isCutOff) this.#isExcused = true;
    if (event.type !== "psap") return;
    const call = `${event.number} from ${event.callerId}`;
    const change = event.state === "answered" ? 1 : -1;
    this.#up.set(call, (this.#up.get(call) ?? 0) + change);
  }

  /** Asked when the phones are gone. @returns each call that is up, in words */
  left(): readonly string[] {
    if (this.#isExcused) return [];
    return [...this.#up].flatMap(([call, count]) =>
      count > 0 ? [`a call to ${call} is still up after its phone has left`] : [],
    );
  }
}
