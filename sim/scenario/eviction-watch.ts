import type { TranscriptEvent } from "../transcript/event.js";
import { type Arrival, type Departure, type Eviction, evictionsAmong } from "./evictions.js";
import { registerWish } from "./evidence/register-wishes.js";

/** How long after a phone has unregistered everybody the PBX tells it at the latest, in milliseconds. */
const starMs = 2000;
/** What a note names. */
const mostNamed = 10;

/**
 * Finds who throws whom out of an extension: a phone that finds no room where the PBX removes existing contacts (PBX-3,
 * PBX-27), or one that unregisters `Contact: *` (PBX-34). Nobody else tells: every REGISTER is answered 200 (F-04, F-08).
 */
export class EvictionWatch {
  readonly #removesExisting: (extension: string) => boolean;
  readonly #names = new Map<string, string>();
  /** Phone → the extension that it believes to be registered as. */
  readonly #believes = new Map<string | undefined, string>();
  /** Phone → when it had its last 200. */
  readonly #registeredAtMs = new Map<string, number>();
  /** By extension. */
  readonly #departures = new Map<string, Departure[]>();
  readonly #arrivals = new Map<string, Arrival[]>();
  /** By extension: who unregistered everybody last. */
  readonly #stars = new Map<string, Departure>();
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
        if (event.state === "registered") {
          this.#believes.set(phone, event.extension);
          this.#registeredAtMs.set(phone ?? "", event.atMs);
        } else this.#believes.delete(phone);
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
      ...[...this.#departures].flatMap(([extension, departures]) => {
        const evictions = evictionsAmong(departures, this.#arrivals.get(extension) ?? []);
        return evictions.length === 0 ? [] : [pingPongText(extension, evictions)];
      }),
      ...[...this.#byStar].map(([extension, evictions]) => starText(extension, evictions)),
    ];
  }

  #gone(extension: string, mac: string, atMs: number): void {
    const phone = this.#names.get(mac);
    if (phone === undefined || this.#believes.get(phone) !== extension) return;
    const star = this.#stars.get(extension);
    if (star && atMs - star.atMs <= starMs) push(this.#byStar, extension, { phone, by: star.phone });
    else if (this.#removesExisting(extension)) push(this.#departures, extension, { phone, atMs });
  }

  #came(extension: string, mac: string, atMs: number): void {
    const phone = this.#names.get(mac) ?? mac;
    const registeredAtMs = this.#registeredAtMs.get(phone) ?? atMs;
    push(this.#arrivals, extension, { phone, atMs, registeredAtMs });
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
