import type { Clock } from "../../model/clock.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import { HandsetDirectory } from "../../transcript/handset-directory.js";
import type { HandsetView } from "../../transcript/handset-view.js";
import type {
  AnnouncementEvent,
  AnnouncementEvidence,
  CallBackEvent,
  CallBackEvidence,
  CallEvent,
  CallEvidence,
  FarEndEvent,
  FarEndEvidence,
  Sound,
} from "./evidence.js";
import { PhoneLog } from "./phone-log.js";
import { type Topic, topicsOf } from "./topic.js";

/** Why a wait ended. */
export type WaitEnd<Value> =
  | { readonly end: "seen"; readonly value: Value }
  | { readonly end: "time" }
  | { readonly end: "aborted" };

type Listener = (changed: readonly Topic[]) => void;

/**
 * What the events of one attempt at a scenario show, and waiting for more. It keeps what expectations ask for and not
 * the events: an event costs the same at the end of a long run as at its beginning, with one phone as with hundreds.
 */
export class EventLog {
  readonly #phones = new Map<string, PhoneLog>();
  readonly #calls = new Map<string, Map<string, CallEvent>>();
  readonly #listeners = new Map<Topic, Set<Listener>>();
  #farEnds: FarEndEvent[] = [];
  #announcements: AnnouncementEvent[] = [];
  #lostKeys = 0;
  #shownToPsap: string | undefined;
  #callBack: CallBackEvent | undefined;
  /** The last that happened to a call that came to each phone, since the PSAP was told to call. */
  readonly #rung = new Map<string, CallEvent>();
  readonly #directory = new HandsetDirectory();
  readonly #registrars = new Map<string, string>();

  /** Takes one more event, and wakes who waits for something that it may change. */
  add(event: TranscriptEvent): void {
    this.#directory.learn(event);
    if (event.type === "backend-note") {
      for (const name of this.#directory.namedIn(event.text)) this.phone(name).add(event);
    }
    if (event.type === "psap" && event.state === "answered") this.#farEnds.push(event);
    const isTaken = event.type === "psap" && event.farEnd === "psap" && event.state === "answered";
    if (isTaken) this.#shownToPsap = event.callerId;
    if (event.type === "call-back") this.#callBack = event;
    if (event.type === "announcement") this.#announcements.push(event);
    if (event.type === "key-lost") this.#lostKeys++;
    if (event.type === "sip" && event.direction === "sent" && event.startLine.startsWith("REGISTER ")) {
      this.#registrars.set(event.peer, event.phone ?? "a phone");
    }
    if (event.phone !== undefined) {
      this.phone(event.phone).add(event);
      if (event.type === "call" && event.direction === "incoming") this.#rung.set(event.phone, event);
      if (event.type === "call" && event.direction === "outgoing") {
        const onPhones = this.#calls.get(event.call) ?? new Map<string, CallEvent>();
        this.#calls.set(event.call, onPhones.set(event.phone, event));
      }
    }
    this.#wake(topicsOf(event));
  }

  /** What is known of a phone now. */
  phone(name: string): PhoneLog {
    const known = this.#phones.get(name);
    if (known) return known;
    const log = new PhoneLog(name);
    this.#phones.set(name, log);
    return log;
  }

  /** What a phone shows now. */
  view(phone: string): HandsetView {
    return this.phone(phone).view;
  }

  /** What is known of a dialled call now. */
  call(name: string): CallEvidence {
    const last = this.#calls.get(name) ?? new Map<string, CallEvent>();
    const audio = new Map<string, Sound>();
    for (const phone of last.keys()) {
      const heard = this.view(phone).calls.find(({ call }) => call === name)?.audio;
      if (heard !== undefined) audio.set(phone, heard);
    }
    return { name, last, audio };
  }

  /** Calls that far ends answered since the last `dial`. */
  farEnds(): FarEndEvidence {
    return this.#farEnds;
  }

  /** What the PBX has told callers itself since the last `dial`. */
  announcements(): AnnouncementEvidence {
    return this.#announcements;
  }

  /** How many keys prompts did not count since the last `dial`. */
  get lostKeys(): number {
    return this.#lostKeys;
  }

  /** Caller id of the last call that the PSAP took. */
  get shownToPsap(): string | undefined {
    return this.#shownToPsap;
  }

  /** What has become of the last call from the PSAP. */
  callBack(): CallBackEvidence {
    const last = this.#callBack;
    return {
      last,
      rung: new Map([...this.#rung].filter(([, { number }]) => number === last?.from)),
      registeredAs: (extension) =>
        [...this.#phones]
          .filter(([, { view }]) => view.registration === "registered" && view.extension === extension)
          .map(([name]) => name),
    };
  }

  /** The PSAP is about to call. */
  markCallBack(): void {
    this.#callBack = undefined;
    this.#rung.clear();
  }

  /** Address that a REGISTER went to → the last phone that sent one there. */
  registrars(): ReadonlyMap<string, string> {
    return this.#registrars;
  }

  /** A step on that phone begins: what it does from here on is "since the last step". */
  markStep(phone: string): void {
    this.phone(phone).markStep();
  }

  /** A number is dialled: what far ends receive, and callers are told, from here on belongs to this call or a later one. */
  markDial(): void {
    this.#farEnds = [];
    this.#announcements = [];
    this.#lostKeys = 0;
  }

  /**
   * Waits until `look` finds something. It is asked at once and then right after every event of these topics, so a
   * state that lasts for one event only is not missed.
   * @param topics what it depends on; none: it only waits for the time to pass
   * @param look hears which topics an event changed; at first all of them
   * @param limitMs how long
   */
  until<Value>(
    topics: readonly Topic[],
    look: (changed: readonly Topic[]) => Value | undefined,
    limitMs: number,
    clock: Clock,
    signal: AbortSignal,
  ): Promise<WaitEnd<Value>> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        for (const topic of topics) this.#listeners.get(topic)?.delete(listener);
        signal.removeEventListener("abort", onAbort);
        cancelTimer();
      };
      const finish = (end: WaitEnd<Value>): void => {
        leave();
        resolve(end);
      };
      const onAbort = (): void => finish({ end: "aborted" });
      const listener: Listener = (changed) => {
        try {
          const value = look(changed);
          if (value !== undefined) finish({ end: "seen", value });
        } catch (error) {
          leave();
          reject(error);
        }
      };
      const cancelTimer = clock.after(limitMs, () => finish({ end: "time" }));
      for (const topic of topics) this.#listenersOf(topic).add(listener);
      signal.addEventListener("abort", onAbort);
      if (signal.aborted) onAbort();
      else listener(topics);
    });
  }

  /** Each once, although an event of a call belongs to two topics: no look may see half of what it changed. */
  #wake(topics: readonly Topic[]): void {
    const woken = new Set(topics.flatMap((topic) => [...(this.#listeners.get(topic) ?? [])]));
    for (const listener of woken) listener(topics);
  }

  #listenersOf(topic: Topic): Set<Listener> {
    const known = this.#listeners.get(topic);
    if (known) return known;
    const listeners = new Set<Listener>();
    this.#listeners.set(topic, listeners);
    return listeners;
  }
}
