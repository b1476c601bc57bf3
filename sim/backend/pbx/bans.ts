import type { Clock } from "../../model/clock.js";
import type { Setup } from "../../model/setup/setup.js";
import { inSubnet } from "../../model/setup/subnet.js";

/** Who is not answered any more. */
export interface Ban {
  /** An offsite location with all its phones, or else one address. */
  readonly location?: string;
  readonly address?: string;
  readonly seconds: number;
  /** For the log. */
  readonly text: string;
}

/** Failed requests of one public address. */
interface Failures {
  /** When each came, those within the find time. */
  atMs: readonly number[];
  bannedUntilMs: number;
}

/**
 * Intrusion detection: whoever fails too often is not answered any more (EH-6). It knows public addresses only, and the
 * phones of an offsite location share one: a single phone gets the whole site banned, 911 included.
 */
export class Bans {
  readonly #setup: () => Setup;
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failures>();

  constructor(setup: () => Setup, clock: Clock) {
    this.#setup = setup;
    this.#clock = clock;
  }

  /** @returns who is banned by that; undefined: nobody, or they are banned already: then nothing more counts */
  failed(host: string): Ban | undefined {
    const rules = this.#setup().intrusionDetection;
    if (!rules.enabled || isAllowed(rules, host) || this.isBanned(host)) return undefined;
    const now = this.#clock.now();
    const key = this.#publicAddress(host);
    const before = this.#failures.get(key)?.atMs ?? [];
    const atMs = [...before.filter((each) => each > now - rules.findTime * 1000), now];
    const banned = atMs.length >= rules.maxRetry;
    if (!banned) {
      this.#failures.set(key, { atMs, bannedUntilMs: 0 });
      return undefined;
    }
    // What led to a ban is done with: after it the count begins anew, as that of Fail2ban does.
    this.#failures.set(key, { atMs: [], bannedUntilMs: now + rules.banTime * 1000 });
    const location = this.#siteBehind(host);
    return {
      ...(location === undefined ? { address: host } : { location }),
      seconds: rules.banTime,
      text: `${key} is banned for ${rules.banTime} s after ${atMs.length} failed requests (intrusion detection)`,
    };
  }

  isBanned(host: string): boolean {
    // Nobody is looked up while nothing has failed: every message asks.
    if (this.#failures.size === 0) return false;
    const rules = this.#setup().intrusionDetection;
    if (!rules.enabled || isAllowed(rules, host)) return false;
    return (this.#failures.get(this.#publicAddress(host))?.bannedUntilMs ?? 0) > this.#clock.now();
  }

  /** Forgets whose failures and bans are over. */
  sweep(): void {
    const now = this.#clock.now();
    const findMs = this.#setup().intrusionDetection.findTime * 1000;
    for (const [key, { atMs, bannedUntilMs }] of this.#failures) {
      const counts = bannedUntilMs > now || atMs.some((each) => each > now - findMs);
      if (!counts) this.#failures.delete(key);
    }
  }

  /** Of how many addresses something is remembered. */
  get size(): number {
    return this.#failures.size;
  }

  forget(): void {
    this.#failures.clear();
  }

  #publicAddress(host: string): string {
    const site = this.#siteBehind(host);
    return site === undefined ? host : `location ${site}`;
  }

  /** The offsite location whose phones share one public address. */
  #siteBehind(host: string): string | undefined {
    const { locations } = this.#setup();
    const [name, location] = Object.entries(locations).find(([, { subnet }]) => inSubnet(host, subnet)) ?? [];
    return location?.network === "offsite" ? name : undefined;
  }
}

function isAllowed({ allow }: Setup["intrusionDetection"], host: string): boolean {
  return allow.some((network) => inSubnet(host, network));
}
