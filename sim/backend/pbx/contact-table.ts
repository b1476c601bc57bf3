import type { ContactView } from "../../model/control-api.js";
import { parseMac } from "../../model/identity.js";
import { type Binding, liveBindings, secondsLeft } from "./registrar-rules.js";

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
  ofMac(mac: string, nowMs: number): OwnedBinding | undefined {
    const wanted = parseMac(mac);
    let found: OwnedBinding | undefined;
    for (const extension of this.#bindings.keys()) {
      for (const binding of this.live(extension, nowMs)) {
        const younger = !found || binding.registeredAtMs >= found.binding.registeredAtMs;
        if (younger && wanted !== undefined && macOf(binding.userAgent) === wanted) {
          found = { extension, binding };
        }
      }
    }
    return found;
  }

  /** @param extension absent: of all extensions. */
  views(nowMs: number, extension?: string): ContactView[] {
    const extensions = extension === undefined ? [...this.#bindings.keys()] : [extension];
    return extensions.flatMap((each) =>
      this.live(each, nowMs).map((binding) => ({
        extension: each,
        uri: binding.dialUri,
        source: `${binding.source.protocol}:${binding.source.host}:${binding.source.port}`,
        userAgent: binding.userAgent,
        expiresInSeconds: secondsLeft(binding, nowMs),
      })),
    );
  }
}

function macOf(userAgent: string): string | undefined {
  const text = /\b[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}\b/i.exec(userAgent)?.[0];
  return text === undefined ? undefined : parseMac(text);
}
