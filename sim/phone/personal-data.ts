import type { EventBody } from "../transcript/event.js";
import type { Recorder } from "../transcript/recorder.js";

/** The last number dialled and the last caller, for the keys Redial and Call Return. */
export interface RecentCalls {
  readonly dialled: string | undefined;
  readonly caller: string | undefined;
}

/**
 * What the person at the desk leaves on the phone beside its configuration: recent calls and Do Not Disturb. It
 * outlives a power cut. The erasure of the call history takes all of it (policy erase-personal-data), and another
 * account ends Do Not Disturb: a desk must not stay silent for the next user, or for a call-back of the PSAP, because
 * of the last one. Learns of all this as it passes events on.
 */
export class PersonalData implements Recorder {
  readonly detail: Recorder["detail"];
  readonly #inner: Recorder;
  #recent: RecentCalls = { dialled: undefined, caller: undefined };
  #extension: string | undefined;
  #doNotDisturb = false;

  constructor(inner: Recorder) {
    this.detail = inner.detail;
    this.#inner = inner;
  }

  get recent(): RecentCalls {
    return this.#recent;
  }

  get doNotDisturb(): boolean {
    return this.#doNotDisturb;
  }

  toggleDoNotDisturb(): void {
    this.#doNotDisturb = !this.#doNotDisturb;
  }

  record(event: EventBody): void {
    this.#learn(event);
    this.#inner.record(event);
  }

  hide(secret: string): void {
    this.#inner.hide(secret);
  }

  #learn(event: EventBody): void {
    switch (event.type) {
      case "call":
        this.#learnCall(event);
        break;
      case "config":
        if (event.outcome === "kept" || event.extension === this.#extension) return;
        this.#extension = event.extension;
        this.#doNotDisturb = false;
        break;
      case "history-erased":
      case "factory-reset":
        this.#recent = { dialled: undefined, caller: undefined };
        this.#doNotDisturb = false;
        break;
      default:
    }
  }

  /** At its beginning: the end of a call may come after the beginning of the next. */
  #learnCall({ direction, state, number }: Extract<EventBody, { type: "call" }>): void {
    const begins = direction === "outgoing" ? "dialling" : "ringing";
    if (state !== begins && state !== "refused") return;
    this.#recent = { ...this.#recent, [direction === "outgoing" ? "dialled" : "caller"]: number };
  }
}
