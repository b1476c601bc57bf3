import type { Clock } from "../model/clock.js";
import type { EventBody, TranscriptEvent } from "./event.js";
import type { EventScope, Recorder, TranscriptListener } from "./recorder.js";
import { type Redact, redactDeep } from "./redaction.js";
import { TypedSecrets } from "./typed-secrets.js";

export interface TranscriptOptions {
  /** False only notifies listeners: for what runs for days. */
  readonly keep?: boolean;
  /** See `TypedSecrets`. */
  readonly isInUse?: (text: string) => boolean;
}

/**
 * The one record of a run: every event once, in order, with secrets taken out before anything keeps or hears it.
 *
 * @example const lobby = transcript.scope({ scenario: "s1", phone: "lobby" });
 *          lobby.record({ type: "beep" });
 */
export class Transcript {
  readonly #clock: Clock;
  readonly #redactKnown: Redact;
  readonly #redact: Redact;
  readonly #typed: TypedSecrets;
  readonly #startedAtMs: number;
  #count = 0;
  readonly #keep: boolean;
  readonly #events: TranscriptEvent[] = [];
  /** Recorded, and not yet told to every listener. */
  readonly #untold: TranscriptEvent[] = [];
  readonly #listeners = new Set<TranscriptListener>();

  /** @param redact takes out what was known as a secret before the run */
  constructor(clock: Clock, redact: Redact, { keep = true, isInUse }: TranscriptOptions = {}) {
    this.#clock = clock;
    this.#keep = keep;
    this.#typed = new TypedSecrets(isInUse);
    this.#redactKnown = redact;
    this.#redact = (text) => this.#typed.redact(redact(text));
    this.#startedAtMs = clock.now();
  }

  /** All events so far, where they are kept; grows in place. */
  get events(): readonly TranscriptEvent[] {
    return this.#events;
  }

  /** A recorder whose events belong to that scenario and phone. */
  scope(scope: EventScope, detail: Recorder["detail"] = "full"): Recorder {
    const owner = {
      ...(scope.scenario === undefined ? {} : { scenario: scope.scenario }),
      ...(scope.phone === undefined ? {} : { phone: scope.phone }),
    };
    return {
      detail,
      record: (body) => this.#record(body, owner),
      hide: (secret) => {
        // Without wire messages nothing is recorded that writes a known secret in another way, and thousands come.
        if (detail === "full" || this.#redactKnown(secret) === secret) this.#typed.add(secret);
      },
    };
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: TranscriptListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #record(body: EventBody, owner: EventScope): void {
    const event: TranscriptEvent = {
      seq: this.#count++,
      atMs: this.#clock.now() - this.#startedAtMs,
      ...redactDeep(body, this.#redact),
      ...owner,
    };
    if (this.#keep) this.#events.push(event);
    this.#untold.push(event);
    // A listener may record: what it adds is told to all after they have heard what made it do so.
    if (this.#untold.length > 1) return;
    for (let next = this.#untold[0]; next !== undefined; next = this.#untold[0]) {
      for (const listener of this.#listeners) this.#tell(listener, next);
      this.#untold.shift();
    }
  }

  /** A listener that throws is a bug of that listener: it must surface, but never inside a phone's call stack. */
  #tell(listener: TranscriptListener, event: TranscriptEvent): void {
    try {
      listener(event);
    } catch (error) {
      this.#listeners.delete(listener);
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
