import type { Mac } from "../../model/mac.js";
import { type Device, inUse } from "../hotdesk/mapping.js";

interface Switch {
  readonly former: Device;
  readonly latter: Device;
  /** The phone has asked for its new file; before that, it is who it was because it knows no better. */
  readonly fetched: boolean;
  /** The phone went back, and its mapping with it. */
  readonly rolledBack: boolean;
}

/**
 * Logins whose phones have not registered as the new user yet. A phone that has asked for its new file and
 * registers as who it was before has failed to switch and went back (T16): what was known of it before holds again. If
 * it gets there after all, so does the login.
 */
export class PendingSwitches {
  readonly #switches = new Map<Mac, Switch>();

  /** What the phone was before the logins that it has not carried out. */
  formerOf(mac: Mac): Device | undefined {
    return this.#switches.get(mac)?.former;
  }

  begin(former: Device | undefined, latter: Device | undefined): void {
    const before = inUse(former)?.extension;
    if (!former || !latter || before === undefined || before === inUse(latter)?.extension) return;
    this.#switches.set(latter.mac, { former, latter, fetched: false, rolledBack: false });
  }

  /** The phone has its file, or knows that it will not get it. @param device what was known of it when it asked */
  fetched(mac: Mac, device: Device | undefined): void {
    const known = this.#switches.get(mac);
    if (known && known.latter === device) this.#switches.set(mac, { ...known, fetched: true });
  }

  /** @returns what holds again, where the registration shows that the mapping is not what the phone does. */
  registered(mac: Mac, extension: string): Device | undefined {
    const known = this.#switches.get(mac);
    if (!known) return undefined;
    if (extension === inUse(known.latter)?.extension) {
      this.#switches.delete(mac);
      return known.rolledBack ? known.latter : undefined;
    }
    if (known.rolledBack || !known.fetched || extension !== inUse(known.former)?.extension) return undefined;
    this.#switches.set(mac, { ...known, rolledBack: true });
    return known.former;
  }

  mappingChanged(mac: Mac): void {
    this.#switches.delete(mac);
  }
}
