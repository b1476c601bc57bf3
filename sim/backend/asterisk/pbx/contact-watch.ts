import type { Clock } from "../../../model/clock.js";
import type { ContactView } from "../../../model/control/control-api.js";
import type { Mac } from "../../../model/mac.js";
import type { PbxObserver } from "../../pbx/observer.js";
import type { PacketSource } from "../../pbx/registrar-rules.js";
import type { AsteriskContact } from "./contact-row.js";

/** A refresh is told by no event, only by a new expiry. */
const usualIntervalMs = 2000;
/** Asterisk says that a REGISTER was authenticated before it has stored the contact. */
const soonMs = 25;
/**
 * A look at thousands of contacts costs Asterisk and us tens of milliseconds, and something happens all the time where so
 * many register: the pause before it is this many times as long as the last one took.
 */
const pausePerLook = 4;
/** Phones whose address is remembered after their contact is gone. */
const mostAddresses = 20_000;

export interface ContactWatchOptions {
  /** Asks Asterisk for all contacts of phones. */
  readonly look: () => Promise<readonly AsteriskContact[]>;
  readonly clock: Clock;
  readonly observer: Pick<PbxObserver, "registered">;
  /** @param bound false: the last contact of that phone there is gone */
  readonly onBound: (extension: string, mac: Mac, bound: boolean) => void;
  /** A bound phone answers OPTIONS by none of its contacts any more, or does again (qualify). */
  readonly onQualified: (extension: string, mac: Mac, reachable: boolean) => void;
  /** A look failed; the next one is taken all the same. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * The contacts of a registrar that can only be asked: looked at every two seconds, and at once when something has
 * happened. What has changed between two looks is told as if it had been seen.
 */
export class ContactWatch {
  readonly #options: ContactWatchOptions;
  #contacts = new Map<string, AsteriskContact>();
  /** As they were told. */
  #bound: Phones = new Map();
  #lost: Phones = new Map();
  /** `host:port` → the phone that was last bound from there. */
  readonly #phones = new Map<string, Mac>();
  /** Contacts that are gone since the look that is under way began: what it lists may be older. */
  readonly #goneMeanwhile = new Set<string>();
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #cancel: () => void = () => undefined;
  #soon: (() => void) | undefined;
  #lookMs = 0;
  #stopped = false;

  constructor(options: ContactWatchOptions) {
    this.#options = options;
  }

  /** Looks again and again until `stop`. */
  start(): void {
    if (this.#stopped) return;
    this.#cancel = this.#options.clock.after(usualIntervalMs, () => {
      void this.lookNow()
        .catch(this.#failed)
        .then(() => this.start());
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#soon?.();
  }

  /** Something has happened: looks in a moment, once for all that happens until then. */
  lookSoon(): void {
    if (this.#stopped) return;
    this.#soon ??= this.#options.clock.after(Math.max(soonMs, pausePerLook * this.#lookMs), () => {
      this.#soon = undefined;
      this.lookNow().catch(this.#failed);
    });
  }

  /** What was under way at the end fails of that end. */
  readonly #failed = (error: unknown): void => {
    if (!this.#stopped) this.#options.onFailed(error);
  };

  /** Resolves when a look is over that began after the call. @throws what asking throws */
  lookNow(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#look().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.lookNow();
      });
    return this.#next;
  }

  /** Of one extension, or of all; what has run out does not count. */
  live(extension?: string): readonly AsteriskContact[] {
    const now = this.#options.clock.wall();
    return [...this.#contacts.values()].filter(
      (each) => each.expiresAtWallMs > now && (extension === undefined || each.extension === extension),
    );
  }

  views(extension?: string): ContactView[] {
    const now = this.#options.clock.wall();
    return this.live(extension).map(
      ({ extension: owner, uri, source, userAgent, expiresAtWallMs, unreachable }) => ({
        extension: owner,
        uri,
        source: `${source.protocol}:${source.host}:${source.port}`,
        userAgent,
        expiresInSeconds: Math.max(0, Math.floor((expiresAtWallMs - now) / 1000)),
        ...(unreachable && { reachable: false }),
      }),
    );
  }

  /** Each phone and extension that is bound, as it was told. */
  bound(): readonly BoundPhone[] {
    return [...this.#bound.values()];
  }

  /** Of them, those that do not answer OPTIONS, as it was told. */
  lost(): readonly BoundPhone[] {
    return [...this.#lost.values()];
  }

  /** The contact that this phone registered last. */
  ofMac(mac: Mac): AsteriskContact | undefined {
    return this.live()
      .filter((each) => each.mac === mac)
      .reduce<AsteriskContact | undefined>(
        (latest, each) => (latest && latest.expiresAtWallMs > each.expiresAtWallMs ? latest : each),
        undefined,
      );
  }

  /** The phone that is, or was, bound from there. */
  phoneAt(place: Pick<PacketSource, "host" | "port"> | undefined): Mac | undefined {
    return place && this.#phones.get(`${place.host}:${place.port}`);
  }

  /** Asterisk says that a contact is gone. It may be back before the next look, which would not see that. */
  removed(extension: string, uri: string): void {
    this.#goneMeanwhile.add(nameOf({ extension, uri }));
    this.forget(this.live(extension).filter((each) => each.uri === uri));
  }

  /** They are taken out of Asterisk's database. */
  forget(gone: readonly AsteriskContact[]): void {
    const keys = new Set<string>();
    for (const each of gone) {
      this.#contacts.delete(each.objectName);
      this.#goneMeanwhile.add(nameOf(each));
      if (each.mac !== undefined) keys.add(phoneKey(each.extension, each.mac));
    }
    this.#tellOf(keys);
  }

  async #look(): Promise<void> {
    this.#goneMeanwhile.clear();
    const { clock, look } = this.#options;
    const beganAtMs = clock.now();
    const listed = await look();
    this.#lookMs = clock.now() - beganAtMs;
    if (this.#stopped) return;
    const seen = listed.filter((each) => !this.#goneMeanwhile.has(nameOf(each)));
    this.#replace(new Map(seen.map((each) => [each.objectName, each])));
  }

  #replace(after: Map<string, AsteriskContact>): void {
    const before = this.#contacts;
    this.#contacts = after;
    this.#tellPhones(phonesIn(after.values()));
    for (const contact of after.values()) {
      const known = before.get(contact.objectName);
      const isNews = known?.expiresAtWallMs !== contact.expiresAtWallMs || known.callId !== contact.callId;
      if (isNews && contact.mac !== undefined) this.#tell(contact, contact.mac);
    }
  }

  /** What became of these phones alone: thousands may go one by one, and none concerns the others. */
  #tellOf(keys: ReadonlySet<string>): void {
    const { onBound, onQualified } = this.#options;
    const theirs = [...this.#contacts.values()].filter(
      ({ extension, mac }) => mac !== undefined && keys.has(phoneKey(extension, mac)),
    );
    const { bound, lost } = phonesIn(theirs);
    for (const key of keys) {
      const phone = this.#bound.get(key);
      if (phone === undefined) continue;
      const { extension, mac } = phone;
      const wasLost = this.#lost.delete(key);
      if (!bound.has(key)) {
        this.#bound.delete(key);
        onBound(extension, mac, false);
        continue;
      }
      if (lost.has(key)) this.#lost.set(key, phone);
      if (lost.has(key) !== wasLost) onQualified(extension, mac, wasLost);
    }
  }

  /** Who is not bound any more is lost no more, which nobody has to be told. */
  #tellPhones({ bound, lost }: { readonly bound: Phones; readonly lost: Phones }): void {
    const { onBound, onQualified } = this.#options;
    const wasBound = this.#bound;
    const wasLost = this.#lost;
    this.#bound = bound;
    this.#lost = lost;
    for (const { extension, mac } of lacking(wasBound, bound)) onBound(extension, mac, false);
    for (const { extension, mac } of lacking(bound, wasBound)) onBound(extension, mac, true);
    for (const { extension, mac } of lacking(lost, wasLost)) onQualified(extension, mac, false);
    for (const [key, { extension, mac }] of wasLost)
      if (bound.has(key) && !lost.has(key)) onQualified(extension, mac, true);
  }

  #tell({ source, extension }: AsteriskContact, mac: Mac): void {
    const place = `${source.host}:${source.port}`;
    this.#phones.delete(place);
    this.#phones.set(place, mac);
    const [oldest] = this.#phones.keys();
    if (this.#phones.size > mostAddresses && oldest !== undefined) this.#phones.delete(oldest);
    this.#options.observer.registered(mac, extension, source.host);
  }
}

interface BoundPhone {
  readonly extension: string;
  readonly mac: Mac;
}

/** By extension and MAC. */
type Phones = Map<string, BoundPhone>;

function phoneKey(extension: string, mac: Mac): string {
  return `${extension} ${mac}`;
}

/** A phone may have two contacts of one extension for a while: it is lost where it answers by neither. */
function phonesIn(contacts: Iterable<AsteriskContact>): { readonly bound: Phones; readonly lost: Phones } {
  const bound = new Map<string, BoundPhone>();
  const lost = new Map<string, BoundPhone>();
  for (const { extension, mac, unreachable } of contacts) {
    if (mac === undefined) continue;
    const key = phoneKey(extension, mac);
    if (!unreachable) lost.delete(key);
    else if (!bound.has(key)) lost.set(key, { extension, mac });
    bound.set(key, bound.get(key) ?? { extension, mac });
  }
  return { bound, lost };
}

/** Those of some that are not among the others. */
function lacking(some: Phones, others: Phones): BoundPhone[] {
  return [...some].flatMap(([key, phone]) => (others.has(key) ? [] : [phone]));
}

function nameOf({ extension, uri }: Pick<AsteriskContact, "extension" | "uri">): string {
  return `${extension} ${uri}`;
}
