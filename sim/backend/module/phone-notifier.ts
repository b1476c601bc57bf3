import type { Mac } from "../../model/mac.js";
import { inUse } from "../hotdesk/mapping.js";
import type { DeskCalls } from "./desk-calls.js";
import type { MappingLedger } from "./mapping-ledger.js";

export interface PhoneNotifierOptions {
  readonly calls: Pick<DeskCalls, "callOf" | "notifyCheckSync">;
  readonly ledger: Pick<MappingLedger, "get">;
  /** Resolves when everything done so far is on disk. */
  readonly settled: () => Promise<void>;
  readonly note: (text: string) => void;
}

/**
 * Notifies phones that they have a new mapping, once it cannot be lost any more. A phone that cannot be reached is
 * notified when it next registers as somebody that it is not any more.
 */
export class PhoneNotifier {
  readonly #options: PhoneNotifierOptions;
  /** Phones that do not know yet, and whether they must reboot. */
  readonly #untold = new Map<Mac, boolean>();

  constructor(options: PhoneNotifierOptions) {
    this.#options = options;
  }

  /** @param reboot may end a call where the phone does not wait by itself (policy reboot-in-call): so it comes after */
  notify(mac: Mac, reboot: boolean): void {
    this.#notify(mac, reboot).catch((error: unknown) => {
      this.#options.note(`${mac}: has a new mapping, check-sync failed: ${String(error)}`);
    });
  }

  /** The phone has left a call. */
  callEnded(mac: Mac): void {
    const reboot = this.#untold.get(mac);
    if (reboot === undefined || this.#options.calls.callOf(mac) !== "none") return;
    this.#untold.delete(mac);
    this.notify(mac, reboot);
  }

  /** The phone is there; it may have fetched its configuration by itself. */
  registered(mac: Mac, extension: string): void {
    if (inUse(this.#options.ledger.get(mac))?.extension === extension) this.#untold.delete(mac);
    else this.callEnded(mac);
  }

  mappingChanged(mac: Mac): void {
    this.#untold.delete(mac);
  }

  async #notify(mac: Mac, reboot: boolean): Promise<void> {
    const { calls, settled, note } = this.#options;
    await settled();
    if (reboot && calls.callOf(mac) !== "none") {
      this.#untold.set(mac, reboot);
      note(`${mac}: has a new mapping, and is notified after its call`);
      return;
    }
    if (await calls.notifyCheckSync(mac, reboot)) return;
    this.#untold.set(mac, reboot);
    note(
      `${mac}: has a new mapping, but no contact to notify; it learns of it when it next fetches or registers`,
    );
  }
}
