import type { Mac } from "../../model/identity.js";
import { type Device, inUse, type MappingChange, reduceDevice } from "./mapping.js";

/** Read side of the mappings. */
export interface Mappings {
  get(mac: Mac): Device | undefined;
  /** Phones that a user is logged in on, orphaned ones too: they still work as that user. */
  holdersOf(extension: string): readonly Device[];
}

/** Every phone's mapping, one a MAC, with an index by user. Holds state, does no I/O. */
export class MappingStore implements Mappings {
  readonly #devices = new Map<Mac, Device>();
  readonly #holders = new Map<string, Set<Mac>>();

  get(mac: Mac): Device | undefined {
    return this.#devices.get(mac);
  }

  all(): readonly Device[] {
    return [...this.#devices.values()];
  }

  holdersOf(extension: string): readonly Device[] {
    return [...(this.#holders.get(extension) ?? [])].flatMap((mac) => this.#devices.get(mac) ?? []);
  }

  apply(change: MappingChange): void {
    const before = this.#devices.get(change.mac);
    const after = reduceDevice(before, change);
    this.#unindex(before);
    if (after) this.#devices.set(change.mac, after);
    else this.#devices.delete(change.mac);
    this.#index(after);
  }

  #unindex(device: Device | undefined): void {
    const held = inUse(device);
    if (!device || held?.role !== "user") return;
    const macs = this.#holders.get(held.extension);
    macs?.delete(device.mac);
    if (macs?.size === 0) this.#holders.delete(held.extension);
  }

  #index(device: Device | undefined): void {
    const held = inUse(device);
    if (!device || held?.role !== "user") return;
    const macs = this.#holders.get(held.extension);
    if (macs) macs.add(device.mac);
    else this.#holders.set(held.extension, new Set([device.mac]));
  }
}
