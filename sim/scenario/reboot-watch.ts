import type { TranscriptEvent } from "../transcript/event.js";

/** What is known of the mapping of a phone since it rebooted last. */
interface KnownMapping {
  readonly isDeleted: boolean;
  /** It was deleted, and written or taken off after that: its phone is logged out (T14). */
  readonly isRenewed: boolean;
}

/**
 * Finds the reboots that HD-7 and HD-8 do not explain (HD-9), each once. Those two come from the phone apps, at login
 * and logout. Where the PBX logs a phone out whose mapping was deleted, HD-8 reaches it as a check-sync.
 */
export class RebootWatch {
  readonly #macs = new Map<string | undefined, string>();
  /** By MAC. */
  readonly #mappings = new Map<string | undefined, KnownMapping>();
  #found: string[] = [];

  /** Takes one more event. */
  add(event: TranscriptEvent): void {
    this.#found.push(...this.#judge(event));
  }

  /** Those since the last look, such as `lobby rebooted: check-sync`. */
  look(): string[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #judge(event: TranscriptEvent): string[] {
    switch (event.type) {
      case "handset":
        this.#macs.set(event.phone, event.mac);
        return [];
      case "mapping": {
        const isDeleted = event.change === "deleted";
        const before = this.#mappings.get(event.mac);
        this.#mappings.set(event.mac, {
          isDeleted,
          isRenewed: before?.isRenewed || before?.isDeleted || false,
        });
        return [];
      }
      case "boot": {
        if (event.cause !== "reboot") return [];
        const mac = this.#macs.get(event.phone);
        const isLogout = this.#mappings.get(mac)?.isRenewed === true;
        this.#mappings.delete(mac);
        if (event.askedBy === "app" || (event.askedBy === "pbx" && isLogout)) return [];
        return [`${event.phone ?? "a phone"} rebooted: ${event.reason}`];
      }
      default:
        return [];
    }
  }
}
