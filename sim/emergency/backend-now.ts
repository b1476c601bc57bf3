import { type DialLoad, type Features, noFeatures } from "../dialplan/decision.js";
import type { TrunkState } from "../model/control/trunk-states.js";
import type { Setup } from "../model/setup/setup.js";
import { inSubnet } from "../model/setup/subnet.js";
import type { TranscriptEvent } from "../transcript/event.js";
import type { HandsetView } from "../transcript/handset-view.js";

/** What can be known of a backend by its events. */
export interface BackendShows {
  /** Its contacts are told as they come and go. */
  readonly contacts: boolean;
  /** Its routes and trunks are those of the setup. */
  readonly dialPlan: boolean;
}

interface Ban {
  readonly location?: string;
  readonly address?: string;
  /** Since the run began. */
  readonly untilMs: number;
}

/** Which desks an event may concern: one by its MAC, those that a limit of calls may hold back, all of them, or none. */
export type Touched = { readonly mac: string } | { readonly calls: string } | "all" | "none";

/** The backend as its events tell it: reachable or not, who is bound, which outside calls run. */
export class BackendNow implements DialLoad {
  readonly shows: BackendShows;
  readonly #wall: () => number;
  #hours: () => number;
  #isFrozen = false;
  readonly #outages = new Set<"backend" | "pbx" | "sip">();
  /** Extensions by MAC. */
  readonly #bound = new Map<string, Set<string>>();
  /** MACs of the phones that are bound as each extension. */
  readonly #phones = new Map<string, Set<string>>();
  /** Of them, those that do not answer OPTIONS: nobody is lost who is not bound. */
  readonly #lost = new Map<string, Set<string>>();
  readonly #outbound = new Map<string, number>();
  #channels: ReadonlyMap<string, number> = new Map();

  /** What feature codes have switched. */
  readonly #features = new Map<string, Features>();
  readonly #bans: Ban[] = [];
  #nowMs = 0;
  readonly #trunks = new Map<string, TrunkState>();

  /** @param wall clock of the machine, in ms since 1970 */
  constructor(shows: BackendShows, wall: () => number) {
    this.shows = shows;
    this.#wall = wall;
    this.#hours = wall;
  }

  /** @returns which desks may fare otherwise now */
  add(event: TranscriptEvent): Touched {
    this.#nowMs = event.atMs;
    switch (event.type) {
      case "outage":
        if (event.on) this.#outages.add(event.of);
        else this.#outages.delete(event.of);
        // What it has kept, it tells when it is back.
        if (event.of === "backend" && event.on) this.#forget();
        return "all";
      case "contact": {
        const { mac, extension } = event;
        const before = this.isRung(extension);
        this.#bind(mac, extension, event.bound);
        // A call-back to other desks may be for this extension.
        return this.isRung(extension) === before ? { mac } : "all";
      }
      case "qualified": {
        const { mac, extension } = event;
        const before = this.isRung(extension);
        put(this.#lost, extension, mac, !event.reachable);
        return this.isRung(extension) === before ? { mac } : "all";
      }
      case "ban":
        this.#bans.push({ ...event, untilMs: event.atMs + event.seconds * 1000 });
        return "all";
      case "features": {
        const { extension, doNotDisturb, forwardTo } = event;
        this.#features.set(extension, { doNotDisturb, forwardTo });
        return "all";
      }
      case "clock": {
        const aheadMs = event.wallMs - this.#wall();
        this.#isFrozen = event.frozen;
        this.#hours = event.frozen ? () => event.wallMs : () => this.#wall() + aheadMs;
        return "all";
      }
      case "trunk":
        this.#trunks.set(event.trunk, event.state);
        return "all";
      case "outside-calls":
        this.#outbound.set(event.extension, event.running);
        this.#channels = new Map(Object.entries(event.channels));
        return { calls: event.extension };
      default:
        return "none";
    }
  }

  /** Its wall clock, in ms since 1970: routes have their hours (PBX-88). */
  wall(): number {
    return this.#hours();
  }

  /** Whether its wall clock stands still. */
  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** Why nothing gets through, in words; undefined: it does. */
  get outage(): string | undefined {
    if (this.#outages.has("backend") || this.#outages.has("pbx")) return "the PBX is down";
    return this.#outages.has("sip") ? "no SIP passes between phones and PBX" : undefined;
  }

  /** Whether nothing from that desk is answered: intrusion detection has banned its address, or its whole site. */
  isBanned({ address, location }: Pick<HandsetView, "address" | "location">, setup: Setup): boolean {
    const rules = setup.intrusionDetection;
    if (!rules.enabled || rules.allow.some((network) => inSubnet(address, network))) return false;
    return this.#bans.some(
      (ban) =>
        ban.untilMs > this.#nowMs &&
        (ban.location === undefined ? ban.address === address : ban.location === location),
    );
  }

  isBound(mac: string, extension: string): boolean {
    return this.#bound.get(mac)?.has(extension) ?? false;
  }

  /** Whether the PBX leaves the phone out, because it does not answer OPTIONS (PBX-47). */
  isLost(mac: string, extension: string): boolean {
    return this.#lost.get(extension)?.has(mac) ?? false;
  }

  /** Whether a call to an extension rings some phone. */
  isRung(extension: string): boolean {
    const bound = this.#phones.get(extension);
    const lost = this.#lost.get(extension);
    if (bound === undefined || lost === undefined || lost.size === 0) return (bound?.size ?? 0) > 0;
    return [...bound].some((mac) => !lost.has(mac));
  }

  outbound(extension: string): number {
    return this.#outbound.get(extension) ?? 0;
  }

  channels(trunk: string): number {
    return this.#channels.get(trunk) ?? 0;
  }

  /** Only calls to extensions depend on it, and those of the PSAP are few. */
  inUse(): boolean {
    return false;
  }

  features(extension: string): Features {
    return this.#features.get(extension) ?? noFeatures;
  }

  trunkState(trunk: string): TrunkState {
    return this.#trunks.get(trunk) ?? "up";
  }

  #bind(mac: string, extension: string, bound: boolean): void {
    put(this.#bound, mac, extension, bound);
    put(this.#phones, extension, mac, bound);
    // Who comes back is asked anew.
    if (!bound) put(this.#lost, extension, mac, false);
  }

  #forget(): void {
    this.#bound.clear();
    this.#phones.clear();
    this.#lost.clear();
    this.#outbound.clear();
    this.#bans.length = 0;
    this.#hours = this.#wall;
    this.#isFrozen = false;
    this.#channels = new Map();
  }
}

function put(sets: Map<string, Set<string>>, key: string, item: string, isIn: boolean): void {
  const set = sets.get(key) ?? new Set();
  if (isIn) set.add(item);
  else set.delete(item);
  sets.set(key, set);
}
