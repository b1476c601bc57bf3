import type { TranscriptEvent } from "../transcript/event.js";
import { registerWish } from "./evidence/register-wishes.js";

/** A phone that lost its contact to another one, is up, and goes on believing that it is registered (PBX-65). */
interface Eviction {
  readonly phone: string;
  readonly by: string;
}

interface Told {
  readonly phone: string;
  readonly atMs: number;
}

/** Asterisk tells that a contact is gone, and at our next look the one that took its place: within so many milliseconds. */
const arrivalMs = 2000;
/** Our own PBX tells both in one breath, first the one that came. */
const oneBreathMs = 5;
/** What a note names. */
const mostNamed = 10;

/**
 * Finds who throws whom out of an extension: a phone that finds no room where the PBX removes existing contacts (PBX-3,
 * PBX-27), or one that unregisters `Contact: *` (PBX-34). Nobody else tells: every REGISTER is answered 200 (F-04, F-08).
 * Where several are thrown out at the same moment, the order in which they are told says by whom.
 */
export class EvictionWatch {
  readonly #removesExisting: (extension: string) => boolean;
  readonly #names = new Map<string, string>();
  /** Phone → the extension that it believes to be registered as. */
  readonly #believes = new Map<string | undefined, string>();
  /** By extension: phones whose contact is gone, until it is known which one came. */
  readonly #waiting = new Map<string, Told[]>();
  /** By extension: the last one that came, if it is not known to have thrown anybody out. */
  readonly #arrived = new Map<string, Told>();
  /** By extension: who unregistered everybody last. */
  readonly #stars = new Map<string, Told>();
  readonly #byRoom = new Map<string, Eviction[]>();
  readonly #byStar = new Map<string, Eviction[]>();

  /** @param removesExisting whether the PBX drops a contact of that extension for one that finds no room */
  constructor(removesExisting: (extension: string) => boolean) {
    this.#removesExisting = removesExisting;
  }

  /** Takes one more event. */
  add(event: TranscriptEvent): void {
    const { phone } = event;
    switch (event.type) {
      case "handset":
        this.#names.set(event.mac, phone ?? "");
        return;
      case "registration":
        if (event.state === "registered") this.#believes.set(phone, event.extension);
        else this.#believes.delete(phone);
        return;
      case "power":
      case "boot":
      case "config":
        this.#believes.delete(phone);
        return;
      case "sip": {
        const [what, extension = ""] = registerWish(event)?.split(" ") ?? [];
        if (what === "unregister" || what === "unregister-all") this.#believes.delete(phone);
        if (what === "unregister-all") this.#stars.set(extension, { phone: phone ?? "", atMs: event.atMs });
        return;
      }
      case "contact":
        if (event.bound) this.#came(event.extension, event.mac, event.atMs);
        else this.#gone(event.extension, event.mac, event.atMs);
        return;
      default:
    }
  }

  /** What was found, a line for each extension and cause. */
  texts(): string[] {
    return [
      ...[...this.#byRoom].map(([extension, evictions]) => pingPongText(extension, evictions)),
      ...[...this.#byStar].map(([extension, evictions]) => starText(extension, evictions)),
    ];
  }

  #gone(extension: string, mac: string, atMs: number): void {
    const phone = this.#names.get(mac);
    if (phone === undefined || this.#believes.get(phone) !== extension) return;
    const star = this.#stars.get(extension);
    const came = this.#arrived.get(extension);
    if (star && atMs - star.atMs <= arrivalMs) push(this.#byStar, extension, { phone, by: star.phone });
    else if (!this.#removesExisting(extension)) return;
    else if (came && came.phone !== phone && atMs - came.atMs <= oneBreathMs) {
      this.#arrived.delete(extension);
      push(this.#byRoom, extension, { phone, by: came.phone });
    } else push(this.#waiting, extension, { phone, atMs });
  }

  #came(extension: string, mac: string, atMs: number): void {
    const by = this.#names.get(mac) ?? mac;
    const waiting = (this.#waiting.get(extension) ?? []).filter((each) => atMs - each.atMs <= arrivalMs);
    const evicted = waiting.find(({ phone }) => phone !== by);
    this.#waiting.set(
      extension,
      waiting.filter((each) => each !== evicted),
    );
    if (evicted) push(this.#byRoom, extension, { phone: evicted.phone, by });
    else this.#arrived.set(extension, { phone: by, atMs });
  }
}

function pingPongText(extension: string, evictions: readonly Eviction[]): string {
  const evicted = new Set<string>();
  let returned = 0;
  for (const { phone, by } of evictions) {
    if (evicted.has(by)) returned++;
    evicted.add(phone);
  }
  const pairs = listed(evictions.map(({ phone, by }) => `${phone} by ${by}`));
  const what = `${extension} has no room, and removed the contacts of phones that think they are registered: ${pairs}`;
  return returned === 0
    ? what
    : `${what}; ${returned} of ${evictions.length} times by one that was thrown out itself before (ping-pong)`;
}

function starText(extension: string, evictions: readonly Eviction[]): string {
  const by = [...new Set(evictions.map((each) => each.by))].join(", ");
  const phones = listed([...new Set(evictions.map(({ phone }) => phone))]);
  return `${by} unregistered everybody on ${extension} (Contact: *), and these think they are registered: ${phones}`;
}

function listed(items: readonly string[]): string {
  const more = items.length - mostNamed;
  return `${items.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
