import type { Clock } from "../../model/clock.js";
import type { Mac } from "../../model/mac.js";
import type { Policies } from "../../model/setup/policies.js";
import type { Device } from "../hotdesk/mapping.js";
import { untilTimeOfDay } from "./time-of-day.js";

export interface AutoLogoutOptions {
  readonly clock: Clock;
  readonly policy: () => Policies["autoLogout"];
  /** Phones that somebody is logged in on. */
  readonly inUse: () => readonly Mac[];
  readonly inCall: (mac: Mac) => boolean;
  readonly logOut: (mac: Mac, why: string) => void;
}

/** Whatever the policy says: no phone is idle sooner, and no timer is set for the instant that it runs in. */
const shortestIdleMs = 1000;

/** Logs phones out that are not in use, or all of them at a time of day (policy auto-logout). One timer for all. */
export class AutoLogout {
  readonly #options: AutoLogoutOptions;
  readonly #activeAtMs = new Map<Mac, number>();
  readonly #sinceMs: number;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(options: AutoLogoutOptions) {
    this.#options = options;
    this.#sinceMs = options.clock.now();
    this.reschedule();
  }

  /** Somebody has used the phone. */
  touch(mac: Mac): void {
    this.#activeAtMs.set(mac, this.#options.clock.now());
    if (!this.#cancel) this.reschedule();
  }

  mappingChanged(mac: Mac, device: Device | undefined): void {
    if (device) this.touch(mac);
    else this.#activeAtMs.delete(mac);
  }

  /** The policy may be another one now. */
  reschedule(): void {
    this.#disarm();
    if (this.#stopped) return;
    const { clock, policy } = this.#options;
    const chosen = policy();
    switch (chosen.kind) {
      case "off":
        return;
      case "daily": {
        const waitMs = untilTimeOfDay(chosen.timeOfDay, clock.wall(), "tomorrow");
        this.#wake(waitMs, () => this.#logOutAll(chosen.timeOfDay));
        return;
      }
      case "idle": {
        const idleMs = Math.max(shortestIdleMs, chosen.idleMs);
        const dueMs = this.#options.inUse().map((mac) => this.#activeSince(mac) + idleMs);
        const nextMs = dueMs.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
        if (nextMs < Number.POSITIVE_INFINITY) {
          this.#wake(nextMs - clock.now(), () => this.#logOutIdle(idleMs));
        }
      }
    }
  }

  /** For good. */
  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }

  #disarm(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #wake(delayMs: number, action: () => void): void {
    this.#cancel = this.#options.clock.after(Math.max(0, delayMs), () => {
      action();
      this.reschedule();
    });
  }

  #logOutAll(timeOfDay: string): void {
    for (const mac of this.#options.inUse()) this.#options.logOut(mac, `auto-logout at ${timeOfDay}`);
  }

  #logOutIdle(idleMs: number): void {
    const { clock, inUse, inCall, logOut } = this.#options;
    const nowMs = clock.now();
    for (const mac of inUse()) {
      if (nowMs - this.#activeSince(mac) < idleMs) continue;
      // No matter which phones it logs out, its next turn is a later one.
      this.#activeAtMs.set(mac, nowMs);
      if (!inCall(mac)) logOut(mac, `idle for ${Math.round(idleMs / 60_000)} min`);
    }
  }

  /** A phone that was not heard of since the start of the module was last used then. */
  #activeSince(mac: Mac): number {
    return this.#activeAtMs.get(mac) ?? this.#sinceMs;
  }
}
