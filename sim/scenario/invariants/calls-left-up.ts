import type { TranscriptEvent } from "../../transcript/event.js";

/**
 * INV-6: when all phones have hung up and left, no call is up at a far end any more. A phone that was cut off in a call,
 * by a power cut, a reboot or an outage, could not hang up, and a lost BYE is not its fault: then it is not asked.
 */
export class CallsLeftUp {
  /** Number and caller id of each call → how many are up. */
  readonly #up = new Map<string, number>();
  /** Phones → their calls that are up. */
  readonly #calls = new Map<string, Set<string>>();
  #isExcused = false;

  add(event: TranscriptEvent): void {
    switch (event.type) {
      case "psap": {
        const call = `${event.number} from ${event.callerId}`;
        this.#up.set(call, (this.#up.get(call) ?? 0) + (event.state === "answered" ? 1 : -1));
        return;
      }
      case "call":
        this.#follow(event.phone ?? "", event.call, event.state === "answered");
        return;
      case "power":
      case "boot":
        if ((this.#calls.get(event.phone ?? "")?.size ?? 0) > 0) this.#isExcused = true;
        return;
      case "outage":
      case "lost":
        this.#isExcused = true;
        return;
      default:
    }
  }

  /** Asked when the phones are gone. @returns each call that is up, in words */
  left(): readonly string[] {
    if (this.#isExcused) return [];
    return [...this.#up].flatMap(([call, count]) =>
      count > 0 ? [`a call to ${call} is still up after its phone has left`] : [],
    );
  }

  #follow(phone: string, call: string, isUp: boolean): void {
    const calls = this.#calls.get(phone) ?? new Set();
    if (isUp) calls.add(call);
    else calls.delete(call);
    this.#calls.set(phone, calls);
  }
}
