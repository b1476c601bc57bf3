import type { BackendEvent } from "../../model/control/backend-event.js";
import type { Mac } from "../../model/mac.js";
import { type Device, inUse, type MappingChange } from "../hotdesk/mapping.js";
import { MappingStore, type Mappings } from "../hotdesk/mapping-store.js";

/** Something that is known of a phone, and may not be true any more after a change of its mapping. */
interface Dependent {
  /** @param device what is known of the phone now; undefined: nothing any more */
  mappingChanged(mac: Mac, device: Device | undefined): void;
}

export interface MappingLedgerOptions {
  readonly devices: readonly Device[];
  readonly onEvent: (event: BackendEvent) => void;
  /** The state is not what was saved any more. */
  readonly onChanged: () => void;
}

/** The mappings at work: every change is reported, and what depends on a mapping hears of it. */
export class MappingLedger implements Mappings {
  readonly #options: MappingLedgerOptions;
  readonly #store = new MappingStore();
  readonly #dependents: Dependent[] = [];

  constructor(options: MappingLedgerOptions) {
    this.#options = options;
    for (const device of options.devices) this.#store.apply({ kind: "restore", mac: device.mac, device });
  }

  get(mac: Mac): Device | undefined {
    return this.#store.get(mac);
  }

  all(): readonly Device[] {
    return this.#store.all();
  }

  holdersOf(extension: string): readonly Device[] {
    return this.#store.holdersOf(extension);
  }

  onPlaceholder(extension: string): readonly Device[] {
    return this.#store.onPlaceholder(extension);
  }

  /** Phones that somebody is logged in on. */
  withUsers(): readonly Device[] {
    return this.all().filter((device) => inUse(device)?.role === "user");
  }

  notify(...dependents: readonly Dependent[]): void {
    this.#dependents.push(...dependents);
  }

  write(changes: readonly MappingChange[]): void {
    for (const change of changes) {
      this.#apply(change);
      const device = this.get(change.mac);
      for (const dependent of this.#dependents) dependent.mappingChanged(change.mac, device);
    }
  }

  /** The phone did not follow its last change, or did so late (T16). */
  restore(device: Device): void {
    this.#apply({ kind: "restore", mac: device.mac, device });
  }

  #apply(change: MappingChange): void {
    const former = this.#store.get(change.mac)?.mapping;
    this.#store.apply(change);
    const after = this.#store.get(change.mac)?.mapping;
    const { extension, template, layout } = after ?? former ?? {};
    this.#options.onEvent({
      type: "mapping",
      mac: change.mac,
      change: after ? (after.active ? "written" : "deactivated") : "deleted",
      extension,
      template,
      layout,
    });
    this.#options.onChanged();
  }
}
