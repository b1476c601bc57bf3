import type { ContactView } from "../../model/control/control-api.js";
import type { Mac } from "../../model/mac.js";
import { type Binding, liveBindings, type PacketSource, secondsLeft } from "./registrar-rules.js";

/** A binding together with the extension that it belongs to. */
export interface OwnedBinding {
  readonly extension: string;
  readonly binding: Binding;
}

/** A phone has its first contact of that extension now, or none any more. */
type OnBound = (extension: string, mac: Mac, bound: boolean) => void;

/**
 * All registered contacts, by extension. Holds no timers: what has run out is skipped, and dropped by `sweep`. A phone
 * and a connection are found without looking at all the others: a fleet would ask once for each of its phones.
 */
export class ContactTable {
  readonly #onBound: OnBound;
  readonly #bindings = new Map<string, readonly Binding[]>();
  readonly #byMac = new ExtensionIndex();
  readonly #bySource = new ExtensionIndex();

  constructor(onBound: OnBound = () => undefined) {
    this.#onBound = onBound;
  }

  /** Contacts that count now. */
  live(extension: string, nowMs: number): readonly Binding[] {
    return liveBindings(this.kept(extension), nowMs);
  }

  /** With those that have run out since the last sweep. */
  kept(extension: string): readonly Binding[] {
    return this.#bindings.get(extension) ?? [];
  }

  replace(extension: string, bindings: readonly Binding[]): void {
    const before = this.#bindings.get(extension) ?? [];
    if (before === bindings) return;
    if (bindings.length > 0) this.#bindings.set(extension, bindings);
    else this.#bindings.delete(extension);
    const { gone, come } = difference(before, bindings);
    // First what came: a phone that has only renewed its contact never was without one.
    const bound = come.filter(({ mac, source }) => {
      this.#bySource.add(sourceKey(source), extension);
      return this.#byMac.add(mac, extension);
    });
    const unbound = gone.filter(({ mac, source }) => {
      this.#bySource.delete(sourceKey(source), extension);
      return this.#byMac.delete(mac, extension);
    });
    for (const { mac } of bound) if (mac !== undefined) this.#onBound(extension, mac, true);
    for (const { mac } of unbound) if (mac !== undefined) this.#onBound(extension, mac, false);
  }

  /** Each phone and extension that is bound, as it was told. */
  bound(): readonly { readonly extension: string; readonly mac: Mac }[] {
    return [...this.#bindings].flatMap(([extension, bindings]) =>
      [...new Set(bindings.flatMap(({ mac }) => mac ?? []))].map((mac) => ({ extension, mac })),
    );
  }

  /**
   * Forgets what was registered from that source, but for contacts that were kept as sent (PBX-62).
   * @returns the extensions that lost a contact
   */
  drop(source: PacketSource): string[] {
    return this.#bySource.extensions(sourceKey(source)).filter((extension) => {
      const bindings = this.#bindings.get(extension) ?? [];
      const left = bindings.filter((each) => !each.rewritten || !sameSource(each.source, source));
      if (left.length === bindings.length) return false;
      this.replace(extension, left);
      return true;
    });
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
    return this.#byMac
      .extensions(mac)
      .flatMap((extension) => this.#of(extension, nowMs))
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
      source: sourceKey(binding.source),
      userAgent: binding.userAgent,
      expiresInSeconds: secondsLeft(binding, nowMs),
    }));
  }
}

/**
 * What a REGISTER has changed is one binding or a few, in one place of a list that may have hundreds: the rest stands
 * before and behind it as it did.
 */
function difference(
  before: readonly Binding[],
  after: readonly Binding[],
): { readonly gone: readonly Binding[]; readonly come: readonly Binding[] } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const old = new Set(before.slice(head, before.length - tail));
  const fresh = new Set(after.slice(head, after.length - tail));
  return {
    gone: [...old].filter((each) => !fresh.has(each)),
    come: [...fresh].filter((each) => !old.has(each)),
  };
}

/** In which extensions something is registered, and how often. */
class ExtensionIndex {
  readonly #counts = new Map<string, Map<string, number>>();

  /** In the order that they came. */
  extensions(key: string): string[] {
    return [...(this.#counts.get(key)?.keys() ?? [])];
  }

  /** @returns whether it was not there before */
  add(key: string | undefined, extension: string): boolean {
    if (key === undefined) return false;
    const known = this.#counts.get(key) ?? new Map<string, number>();
    this.#counts.set(key, known);
    const before = known.get(extension) ?? 0;
    known.set(extension, before + 1);
    return before === 0;
  }

  /** @returns whether it is not there any more */
  delete(key: string | undefined, extension: string): boolean {
    const known = key === undefined ? undefined : this.#counts.get(key);
    const before = known?.get(extension);
    if (key === undefined || known === undefined || before === undefined) return false;
    if (before > 1) known.set(extension, before - 1);
    else known.delete(extension);
    if (known.size === 0) this.#counts.delete(key);
    return before === 1;
  }
}

function sourceKey({ protocol, host, port }: PacketSource): string {
  return `${protocol}:${host}:${port}`;
}

function sameSource(one: PacketSource, other: PacketSource): boolean {
  return one.port === other.port && one.host === other.host && one.protocol === other.protocol;
}
