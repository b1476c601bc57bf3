import { parseMac } from "../model/mac.js";

/** Twelve hex digits, in pairs or not, as User-Agents and names of files have them. */
const macs = /(?<![0-9a-f])(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}(?![0-9a-f])/gi;

/** What a recording calls a phone: by its MAC as soon as it says that, until then by its address. */
export class PhoneNames {
  readonly #known = new Map<string, string>();

  /**
   * @param address that it comes from
   * @param said what may hold its MAC: its User-Agent, the path that it asks for
   */
  nameOf(address: string, ...said: readonly (string | undefined)[]): string {
    for (const text of said) {
      for (const [found] of (text ?? "").slice(0, 4000).matchAll(macs)) {
        const mac = parseMac(found);
        // Of the code that all phones of a model ask for by the same name.
        if (mac === undefined || /^0+$/.test(mac)) continue;
        if (this.#known.size > 10_000) this.#known.clear();
        this.#known.set(address, mac);
        return mac;
      }
    }
    return this.#known.get(address) ?? address;
  }
}
