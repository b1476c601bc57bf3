import type { ContactView } from "../../model/control-api.js";
import type { Mac } from "../../model/identity.js";
import { type Binding, liveBindings, type PacketSource, secondsLeft } from "./registrar-rules.js";

/** A binding together with the extension that it belongs to. */
export interface OwnedBinding {
  readonly extension: string;
  readonly binding: Binding;
}

/** All registered contacts, by extension. Holds no timers: what has run out is skipped, and dropped by `sweep`. */
export class ContactTable {
  readonly #bindings = new Map<string, readonly Binding[]>();

  /** Contacts that count now. */
  live(extension: string, nowMs: number): readonly Binding[] {
    return liveBindings(this.#bindings.get(extension) ?? [], nowMs);
  }

  replace(extension: string, bindings: readonly Binding[]): void {
    if (bindings.length > 0) this.#bindings.set(extension, bindings);
    else this.#bindings.delete(extension);
  }

  /** Forgets what was registered from that source. @returns the extensions that lost a contact */
  drop(source: PacketSource): string[] {
    const lost: string[] = [];
    for (const [extension, bindings] of this.#bindings) {
      const left = bindings.filter((each) => !sameSource(each.source, source));
      if (left.length === bindings.length) continue;
      this.replace(extension, left);
      lost.push(extension);
    }
    return lost;
  }

  /** Forgets what has run out (PBX-18, PBX-37). */
  sweep(nowMs: number): void {
    for (const [extension, bindings] of this.#bindings) {
      this.replace(extension, liveBindings(bindings, nowMs));
    }
  }

  /**
   * The contact of one phone: the one whose User-Agent names that MAC. A ghost of the same phone may still be
   * bound (PBX-64), so the youngest wins.
   */
  ofMac(mac: Mac, nowMs: number): OwnedBinding | undefined {
    return this.all(nowMs)
      .filter(({ binding }) => binding.mac === mac)
      .reduce<OwnedBinding | undefined>(
        (found, each) => (found && found.binding.registeredAtMs > each.binding.registeredAtMs ? found : each),
        undefined,
      );
  }

  /** The phone that an extension registered from that address; undefined where none did, or it names no MAC. */
  macAt(extension: string, source: PacketSource, nowMs: number): Mac | undefined {
    return this.live(extension, nowMs).find((each) => sameSource(each.source, source))?.mac;
  }

  /** All contacts that count now, with their extensions. */
  all(nowMs: number): OwnedBinding[] {
    return [...this.#bindings.keys()].flatMap((extension) => this.#of(extension, nowMs));
  }

  #of(extension: string, nowMs: number): OwnedBinding[] {
    return this.live(extension, nowMs).map((binding) => ({ extension, binding }));
  }

  /** @param extension absent: of all extensions. */
  views(nowMs: number, extension?: string): ContactView[] {
    const wanted = extension === undefined ? this.all(nowMs) : this.#of(extension, nowMs);
    return wanted.map(({ extension: owner, binding }) => ({
      extension: owner,
      uri: binding.dialUri,
      source: `${binding.source.protocol}:${binding.source.host}:${binding.source.port}`,
      userAgent: binding.userAgent,
      expiresInSeconds: secondsLeft(binding, nowMs),
    }));
  }
}

function sameSource(one: PacketSource, other: PacketSource): boolean {
  return one.port === other.port && one.host === other.host && one.protocol === other.protocol;
}
