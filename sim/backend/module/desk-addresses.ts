import type { Mac } from "../../model/mac.js";
import type { Device } from "../hotdesk/mapping.js";

/** The IPv4 addresses that desks were last seen at, which tell their location (policy placeholder-choice). */
export class DeskAddresses {
  readonly #addresses = new Map<Mac, string>();

  /** @param address IPv4, which a socket may write as IPv6 */
  seen(mac: Mac, address: string): void {
    this.#addresses.set(mac, address.replace(/^::ffff:/, ""));
  }

  of(mac: Mac): string | undefined {
    return this.#addresses.get(mac);
  }

  mappingChanged(mac: Mac, device: Device | undefined): void {
    if (!device) this.#addresses.delete(mac);
  }
}
