import type { Clock } from "../../model/clock.js";
import type { Mac } from "../../model/mac.js";
import type { SipApp } from "../drachtio/sip-app.js";
import type { SetupView } from "../setup-store.js";
import { pbxName } from "./answer.js";
import type { ContactTable } from "./contact-table.js";
import type { ContactSeams } from "./registration-seams.js";

/** How long a contact has to answer, and how often is looked who is to be asked; in ms. */
const answerLimitMs = 3_000;
const lookEveryMs = 500;

interface Asked {
  /** Whose contact it is. */
  readonly extension: string;
  readonly mac: Mac | undefined;
  readonly atMs: number;
  /** No answer is waited for any more. */
  readonly giveUp: () => void;
  reachable: boolean;
}

/** A phone and the extension that it is registered as. */
export interface QualifiedPhone {
  readonly extension: string;
  readonly mac: Mac;
}

export interface QualifyOptions {
  /** undefined: not connected yet. */
  readonly app: () => SipApp | undefined;
  readonly setup: SetupView;
  readonly contacts: ContactTable;
  readonly clock: Clock;
  /** None of the phone's contacts there answers any more, or one does again, or there are none. */
  readonly onChange: (told: QualifiedPhone & { readonly reachable: boolean }) => void;
  readonly seams: Pick<ContactSeams, "reachable">;
}

/**
 * Asks the contacts of extensions that want it whether they are there. Any final answer is one (PBX-45); who gives none
 * stays bound, and is not called (PBX-46, PBX-47).
 */
export class Qualify {
  readonly #options: QualifyOptions;
  /** By the URI that is dialled. */
  readonly #asked = new Map<string, Asked>();
  /** Phones that were told to be out of reach, by extension and MAC. */
  readonly #lost = new Map<string, QualifiedPhone>();
  #stopTimer: () => void = () => undefined;

  constructor(options: QualifyOptions) {
    this.#options = options;
  }

  start(): void {
    this.#look();
    this.#stopTimer = this.#options.clock.after(lookEveryMs, () => this.start());
  }

  stop(): void {
    this.#stopTimer();
    for (const { giveUp } of this.#asked.values()) giveUp();
    this.#asked.clear();
    this.#lost.clear();
  }

  /** Whoever was told that the phone is not bound any more holds it for lost no more: if it is so when it is back, that is told. */
  unbound({ extension, mac }: QualifiedPhone): void {
    this.#lost.delete(keyOf({ extension, mac }));
  }

  /** Who is out of reach now, as it was told. */
  lost(): readonly QualifiedPhone[] {
    return [...this.#lost.values()];
  }

  /** Nothing is known of a contact that was never asked: it is called. */
  isReachable(uri: string): boolean {
    return this.#asked.get(uri)?.reachable !== false;
  }

  #look(): void {
    const { setup, contacts, clock } = this.#options;
    const now = clock.now();
    const wanted = new Set<string>();
    for (const [extension, { qualifySeconds }] of Object.entries(setup.current.extensions)) {
      if (qualifySeconds === 0) continue;
      for (const { dialUri, mac } of contacts.live(extension, now)) {
        wanted.add(dialUri);
        const last = this.#asked.get(dialUri);
        if (last === undefined || now - last.atMs >= Math.max(qualifySeconds * 1000, answerLimitMs))
          this.#ask(dialUri, { extension, mac }, last, now);
      }
    }
    for (const [uri, { giveUp }] of this.#asked) {
      if (wanted.has(uri)) continue;
      giveUp();
      this.#asked.delete(uri);
    }
    this.#tell();
  }

  #tell(): void {
    const lost = this.#outOfReach();
    const keys = new Set(lost.map(keyOf));
    for (const phone of this.#lost.values()) if (!keys.has(keyOf(phone))) this.#tellOf(phone, true);
    for (const phone of lost) this.#tellOf(phone, false);
  }

  #tellOf(phone: QualifiedPhone, reachable: boolean): void {
    const key = keyOf(phone);
    if (this.#lost.has(key) !== reachable) return;
    if (reachable) this.#lost.delete(key);
    else this.#lost.set(key, phone);
    this.#options.onChange({ ...phone, reachable });
  }

  /** A phone may be there by one of its contacts, while a ghost of it is asked in vain. */
  #outOfReach(): QualifiedPhone[] {
    const { setup, contacts, clock } = this.#options;
    if ([...this.#asked.values()].every(({ reachable }) => reachable)) return [];
    return Object.entries(setup.current.extensions).flatMap(([extension, { qualifySeconds }]) => {
      if (qualifySeconds === 0) return [];
      const live = contacts.live(extension, clock.now());
      const there = new Set(live.filter(({ dialUri }) => this.isReachable(dialUri)).map(({ mac }) => mac));
      const macs = new Set(live.flatMap(({ mac }) => mac ?? []));
      return [...macs].filter((mac) => !there.has(mac)).map((mac) => ({ extension, mac }));
    });
  }

  #ask(uri: string, of: Pick<Asked, "extension" | "mac">, last: Asked | undefined, atMs: number): void {
    last?.giveUp();
    const giveUp = this.#options.clock.after(answerLimitMs, () => this.#found(uri, false));
    this.#asked.set(uri, { ...of, atMs, giveUp, reachable: last?.reachable ?? true });
    try {
      this.#send(uri, giveUp);
    } catch {
      // The library throws when its connection to the SIP server is gone: that says nothing of the phone.
      giveUp();
    }
  }

  #send(uri: string, giveUp: () => void): void {
    const headers = { From: "<sip:asterisk@localhost>", "User-Agent": pbxName };
    this.#options.app()?.request(uri, { method: "OPTIONS", headers }, (_error, sent) => {
      sent?.on("response", ({ status }) => {
        // A time-out of the SIP server looks like an answer, but comes long after the limit.
        if (status === 408) return;
        giveUp();
        this.#found(uri, this.#options.seams.reachable(status));
      });
    });
  }

  /** Looks at that phone alone: after a power cut thousands fall silent in one moment. */
  #found(uri: string, reachable: boolean): void {
    const asked = this.#asked.get(uri);
    if (asked === undefined || asked.reachable === reachable) return;
    asked.reachable = reachable;
    const { extension, mac } = asked;
    if (mac === undefined) return;
    const { contacts, clock } = this.#options;
    const own = contacts.live(extension, clock.now()).filter((each) => each.mac === mac);
    const isThere = own.length === 0 || own.some(({ dialUri }) => this.isReachable(dialUri));
    this.#tellOf({ extension, mac }, isThere);
  }
}

function keyOf({ extension, mac }: QualifiedPhone): string {
  return `${extension} ${mac}`;
}
