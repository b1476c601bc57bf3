import { type DialLoad, type Features, noFeatures } from "../../dialplan/decision.js";
import type { Mac } from "../../model/mac.js";
import type { Route } from "../../model/setup/setup.js";
import type { ExtensionFeatures } from "./extension-features.js";
import type { PbxObserver } from "./observer.js";

/** A call that the PBX is carrying. */
export interface PbxCallView {
  /** Of the phone that calls. */
  readonly extension: string;
  readonly number: string;
  /** Outbound route; absent for an internal call. */
  readonly route?: string;
  /** That it is on or tries now. */
  readonly trunk?: string;
  /** The route is an emergency route: nothing but its parties ends this call. */
  readonly emergency: boolean;
  readonly state: "ringing" | "talking" | "held";
  /** The phone that calls; undefined where it names no MAC. */
  readonly caller: Mac | undefined;
  /** The phones that ring, or the one that talks; without those that name no MAC. */
  readonly called: readonly Mac[];
}

/** A call as it begins. */
export interface NewCall {
  readonly extension: string;
  readonly number: string;
  /** The route that it leaves by, and whose limit it counts for; undefined: an internal call. */
  readonly outbound: { readonly route: Route; readonly charged: string } | undefined;
  readonly caller: Mac | undefined;
}

/** Where a call is tried now. */
export interface CallPlace {
  /** That it leaves by; undefined: by none. */
  readonly trunk: string | undefined;
  /** Whose phones ring: of a call from outside, or a forwarded one, not the number that was dialled. */
  readonly rung: string | undefined;
  /** One for each leg, in the order of the legs. */
  readonly called: readonly (Mac | undefined)[];
}

/** At the PBX itself. */
export const nowhere: CallPlace = { trunk: undefined, rung: undefined, called: [] };

/** What can be done to a call from the inside. */
export interface CallLever {
  hangUp(): void;
  /** Stops ringing one phone; the others ring on. */
  dropLeg(leg: number): void;
}

/** What a call tells of itself. Legs are numbered as in `CallPlace.called`. */
export interface CallProgress {
  /** It is tried there, and nowhere else any more. */
  movesTo(place: CallPlace): void;
  legEnded(leg: number): void;
  /** All other legs end by that. */
  answered(leg: number): void;
  held(held: boolean): void;
  ended(): void;
}

/** Which calls leave the PBX, after one of them began, ended or changed its trunk. */
export interface OutsideCalls {
  readonly extension: string;
  /** Of that extension, all its phones together. */
  readonly running: number;
  /** Calls on each trunk that has some. */
  readonly channels: Readonly<Record<string, number>>;
}

interface RunningCall extends NewCall, CallLever {
  state: PbxCallView["state"];
  trunk: string | undefined;
  rung: string | undefined;
  /** Legs that ring or talk, with their phones. */
  legs: Map<number, Mac | undefined>;
}

/** All calls from the accepted INVITE to the end of both sides, and the phones in them. */
export class RunningCalls implements DialLoad {
  readonly #calls = new Set<RunningCall>();
  /** Calls that leave, by whose limit they count for. */
  readonly #outbound = new Map<string, number>();
  /** Calls on each trunk. */
  readonly #channels = new Map<string, number>();
  readonly #observer: Pick<PbxObserver, "callStarted" | "callEnded">;
  readonly #switched: Pick<ExtensionFeatures, "of">;
  readonly #onOutside: (told: OutsideCalls) => void;

  /** @param switched what a dialled number depends on besides the calls */
  constructor(
    observer: Pick<PbxObserver, "callStarted" | "callEnded">,
    switched: Pick<ExtensionFeatures, "of"> = { of: () => noFeatures },
    onOutside: (told: OutsideCalls) => void = () => undefined,
  ) {
    this.#observer = observer;
    this.#switched = switched;
    this.#onOutside = onOutside;
  }

  features(extension: string): Features {
    return this.#switched.of(extension);
  }

  add(call: NewCall, lever: CallLever): CallProgress {
    const running: RunningCall = {
      ...call,
      ...lever,
      state: "ringing",
      trunk: undefined,
      rung: undefined,
      legs: new Map(),
    };
    this.#calls.add(running);
    count(this.#outbound, running.outbound?.charged, 1);
    this.#tellOutside(running);
    for (const mac of phonesOf(running)) this.#observer.callStarted(mac);
    return {
      movesTo: ({ trunk, rung, called }) =>
        this.#change(running, () => {
          running.rung = rung;
          running.legs = new Map(called.entries());
          if (running.trunk === trunk) return;
          count(this.#channels, running.trunk, -1);
          count(this.#channels, trunk, 1);
          running.trunk = trunk;
          this.#tellOutside(running);
        }),
      legEnded: (leg) => this.#change(running, () => running.legs.delete(leg)),
      answered: (leg) =>
        this.#change(running, () => {
          running.state = "talking";
          for (const other of running.legs.keys()) if (other !== leg) running.legs.delete(other);
        }),
      held: (held) => {
        running.state = held ? "held" : "talking";
      },
      ended: () => {
        if (!this.#calls.delete(running)) return;
        count(this.#outbound, running.outbound?.charged, -1);
        count(this.#channels, running.trunk, -1);
        this.#tellOutside(running);
        for (const mac of phonesOf(running)) this.#observer.callEnded(mac);
      },
    };
  }

  /** Calls of one extension by a route, emergency routes among them, all its phones together (PBX-80, PBX-81). */
  outbound(extension: string): number {
    return this.#outbound.get(extension) ?? 0;
  }

  /** Calls on one trunk. */
  channels(trunk: string): number {
    return this.#channels.get(trunk) ?? 0;
  }

  /** A phone that only rings is not in a call yet. */
  inUse(extension: string): boolean {
    return [...this.#calls].some(
      (each) => each.extension === extension || (each.rung === extension && each.state !== "ringing"),
    );
  }

  /** Any dialog counts: ringing, talking, held. An emergency call outweighs others of the same phone. */
  callOf(mac: Mac): "none" | "call" | "emergency" {
    const calls = [...this.#calls].filter((each) => phonesOf(each).has(mac));
    if (calls.some(isEmergency)) return "emergency";
    return calls.length > 0 ? "call" : "none";
  }

  views(): PbxCallView[] {
    return [...this.#calls].map((each) => ({
      extension: each.extension,
      number: each.number,
      ...(each.outbound && { route: each.outbound.route.name }),
      ...(each.trunk !== undefined && { trunk: each.trunk }),
      emergency: isEmergency(each),
      state: each.state,
      caller: each.caller,
      called: calledPhones(each),
    }));
  }

  /** Ends the calls of one phone; of a call that rings others too, only its own leg. Never an emergency call. */
  hangUp(mac: Mac): void {
    for (const call of this.#ordinary()) {
      if (call.caller === mac || (call.state !== "ringing" && calledPhones(call).includes(mac))) {
        call.hangUp();
        continue;
      }
      for (const [leg, phone] of call.legs) if (phone === mac) call.dropLeg(leg);
    }
  }

  /** Ends the calls from and to an extension, whatever phone they are on. Never an emergency call. */
  hangUpExtension(extension: string): void {
    for (const call of this.#ordinary()) {
      if (call.extension === extension || call.rung === extension) call.hangUp();
    }
  }

  /** The PBX itself ends: emergency calls too. */
  hangUpAll(): void {
    for (const call of this.#calls) call.hangUp();
  }

  #tellOutside({ outbound }: NewCall): void {
    if (outbound === undefined) return;
    this.#onOutside(this.#outside(outbound.charged));
  }

  /** Of each extension that has some. */
  outside(): OutsideCalls[] {
    return [...this.#outbound.keys()].map((extension) => this.#outside(extension));
  }

  #outside(extension: string): OutsideCalls {
    return { extension, running: this.outbound(extension), channels: Object.fromEntries(this.#channels) };
  }

  #ordinary(): RunningCall[] {
    return [...this.#calls].filter((each) => !isEmergency(each));
  }

  /** A phone that two legs ring stays in the call until both have ended. */
  #change(call: RunningCall, change: () => void): void {
    if (!this.#calls.has(call)) return;
    const before = phonesOf(call);
    change();
    const after = phonesOf(call);
    for (const mac of before) if (!after.has(mac)) this.#observer.callEnded(mac);
    for (const mac of after) if (!before.has(mac)) this.#observer.callStarted(mac);
  }
}

function count(counts: Map<string, number>, key: string | undefined, by: 1 | -1): void {
  if (key === undefined) return;
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}

function isEmergency(call: NewCall): boolean {
  return call.outbound?.route.type === "emergency";
}

function calledPhones(call: RunningCall): Mac[] {
  return [...new Set([...call.legs.values()].filter((each) => each !== undefined))];
}

function phonesOf(call: RunningCall): ReadonlySet<Mac> {
  return new Set([...(call.caller === undefined ? [] : [call.caller]), ...calledPhones(call)]);
}
