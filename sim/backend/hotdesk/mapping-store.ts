import type { Mac } from "../../model/mac.js";
import { type Device, inUse, type Mapping, type MappingChange, reduceDevice } from "./mapping.js";

/** Read side of the mappings. */
export interface Mappings {
  get(mac: Mac): Device | undefined;
  /** Phones that a user is logged in on, orphaned ones too: they still work as that user. */
  holdersOf(extension: string): readonly Device[];
  /** Phones that are logged out to a placeholder, registered or not. */
  onPlaceholder(extension: string): readonly Device[];
}

/** Every phone's mapping, one a MAC, with an index by extension. Holds state, does no I/O. */
export class MappingStore implements Mappings {
  readonly #devices = new Map<Mac, Device>();
  /** By role and extension. */
  readonly #phones = new Map<string, Set<Mac>>();

  get(mac: Mac): Device | undefined {
    return this.#devices.get(mac);
  }

  all(): readonly Device[] {
    return [...this.#devices.values()];
  }

  holdersOf(extension: string): readonly Device[] {
    return this.#phonesOf("user", extension);
  }

  onPlaceholder(extension: string): readonly Device[] {
    return this.#phonesOf("placeholder", extension);
  }

  apply(change: MappingChange): void {
    const before = this.#devices.get(change.mac);
    const after = reduceDevice(before, change);
    this.#unindex(before);
    if (after) this.#devices.set(change.mac, after);
    else this.#devices.delete(change.mac);
    this.#index(after);
  }

  #phonesOf(role: Mapping["role"], extension: string): Device[] {
    return [...(this.#phones.get(keyOf(role, extension)) ?? [])].flatMap(
      (mac) => this.#devices.get(mac) ?? [],
    );
  }

  #unindex(device: Device | undefined): void {
    const used = inUse(device);
    if (!device || !used) return;
    const key = keyOf(used.role, used.extension);
    const macs = this.#phones.get(key);
    macs?.delete(device.mac);
    if (macs?.size === 0) this.#phones.delete(key);
  }

  #index(device: Device | undefined): void {
    const used = inUse(device);
    if (!device || !used) return;
    const key = keyOf(used.role, used.extension);
    const macs = this.#phones.get(key);
    if (macs) macs.add(device.mac);
    else this.#phones.set(key, new Set([device.mac]));
  }
}

function keyOf(role: Mapping["role"], extension: string): string {
  return `${role} ${extension}`;
}
