import type { TranscriptEvent } from "./event.js";

interface Identity {
  mac: string;
  address: string;
  extension: string | undefined;
}

const macPattern = /(?<![0-9a-f])(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}(?![0-9a-f])/gi;
const addressPattern = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d)/g;
const callerPattern = /\bcall from (\S+) to\b/g;

/**
 * Which handsets a text of the backend is about. The backend knows no names: it says a MAC, an address or an
 * extension. What more than one handset has (the placeholder, an address behind NAT) names none of them.
 */
export class HandsetDirectory {
  readonly #identities = new Map<string, Identity>();

  /** Takes one more event; those of one scenario or fleet alone, where names are unique. */
  learn(event: TranscriptEvent): void {
    if (event.phone === undefined) return;
    if (event.type === "handset") {
      const { mac, address } = event;
      this.#identities.set(event.phone, { mac: bare(mac), address, extension: undefined });
    }
    const known = this.#identities.get(event.phone);
    if (event.type === "config" && event.outcome === "applied" && known) known.extension = event.extension;
  }

  /** Names of the handsets, in the order in which they appeared. */
  namedIn(text: string): string[] {
    const names = new Set([
      ...all(text, macPattern).flatMap((mac) => this.#only("mac", bare(mac))),
      ...all(text, addressPattern).flatMap((address) => this.#only("address", address)),
      ...[...text.matchAll(callerPattern)].flatMap(([, extension]) => this.#only("extension", extension)),
    ]);
    return [...this.#identities.keys()].filter((name) => names.has(name));
  }

  #only(field: keyof Identity, value: string | undefined): string[] {
    const found = [...this.#identities].filter(([, identity]) => identity[field] === value);
    return found.length === 1 ? found.map(([name]) => name) : [];
  }
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([match]) => match);
}

function bare(mac: string): string {
  return mac.replaceAll(/[:-]/g, "").toLowerCase();
}
