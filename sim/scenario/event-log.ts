import type { Clock } from "../model/clock.js";
import type { TranscriptEvent } from "../transcript/event.js";
import { HandsetDirectory } from "../transcript/handset-directory.js";
import { type HandsetView, newHandsetView, reduceHandset } from "../transcript/handset-view.js";

/** Why a wait ended. */
export type WaitEnd<Value> =
  | { readonly end: "seen"; readonly value: Value }
  | { readonly end: "time" }
  | { readonly end: "aborted" };

interface PhoneLog {
  readonly events: TranscriptEvent[];
  /** How many events there were when the last step on the phone began. */
  stepAt: number;
  view: HandsetView;
}

/**
 * The events of one attempt at a scenario, what its phones show because of them, and waiting for more.
 * Expectations read nothing else of the run.
 */
export class EventLog {
  readonly #events: TranscriptEvent[] = [];
  readonly #phones = new Map<string, PhoneLog>();
  readonly #listeners = new Set<() => void>();
  readonly #directory = new HandsetDirectory();
  #dialAt = 0;

  /** Takes one more event and wakes whoever waits. */
  add(event: TranscriptEvent): void {
    this.#events.push(event);
    this.#directory.learn(event);
    if (event.type === "backend-note") {
      for (const name of this.#directory.namedIn(event.text)) {
        const phone = this.#phone(name);
        phone.view = reduceHandset(phone.view, event);
      }
    }
    if (event.phone !== undefined) {
      const phone = this.#phone(event.phone);
      phone.events.push(event);
      phone.view = reduceHandset(phone.view, event);
    }
    for (const listener of [...this.#listeners]) listener();
  }

  /** What a phone shows now. */
  view(phone: string): HandsetView {
    return this.#phone(phone).view;
  }

  /** A step on that phone begins: what it does from here on is "since the last step". */
  markStep(phone: string): void {
    const log = this.#phone(phone);
    log.stepAt = log.events.length;
  }

  /** A number is dialled: what far ends are told from here on belongs to this call or a later one. */
  markDial(): void {
    this.#dialAt = this.#events.length;
  }

  /** All events of a phone. */
  ofPhone(phone: string): readonly TranscriptEvent[] {
    return this.#phone(phone).events;
  }

  /** The events of a phone since the last step on it. */
  sinceStep(phone: string): readonly TranscriptEvent[] {
    const { events, stepAt } = this.#phone(phone);
    return events.slice(stepAt);
  }

  /** All events since the last `dial`. */
  sinceDial(): readonly TranscriptEvent[] {
    return this.#events.slice(this.#dialAt);
  }

  /** All events of the attempt. */
  all(): readonly TranscriptEvent[] {
    return this.#events;
  }

  /**
   * Waits until `look` finds something. It is asked at once and then right after every event, so a state that
   * lasts for one event only is not missed.
   * @param limitMs how long
   */
  until<Value>(
    look: () => Value | undefined,
    limitMs: number,
    clock: Clock,
    signal: AbortSignal,
  ): Promise<WaitEnd<Value>> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#listeners.delete(listener);
        signal.removeEventListener("abort", onAbort);
        cancelTimer();
      };
      const finish = (end: WaitEnd<Value>): void => {
        leave();
        resolve(end);
      };
      const onAbort = (): void => finish({ end: "aborted" });
      const listener = (): void => {
        try {
          const value = look();
          if (value !== undefined) finish({ end: "seen", value });
        } catch (error) {
          leave();
          reject(error);
        }
      };
      const cancelTimer = clock.after(limitMs, () => finish({ end: "time" }));
      this.#listeners.add(listener);
      signal.addEventListener("abort", onAbort);
      if (signal.aborted) onAbort();
      else listener();
    });
  }

  #phone(name: string): PhoneLog {
    const known = this.#phones.get(name);
    if (known) return known;
    const log: PhoneLog = { events: [], stepAt: 0, view: newHandsetView(name, undefined) };
    this.#phones.set(name, log);
    return log;
  }
}
