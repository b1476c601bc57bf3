import type { Announcement } from "../model/control/announcements.js";
import type { Route } from "../model/setup/routes.js";
import type { Setup } from "../model/setup/setup.js";

/** One dialled number, and all that the answer depends on. */
export interface DialRequest {
  readonly setup: Setup;
  /** Extension of the caller: its limit, caller ids and exemptions apply (PBX-95). */
  readonly caller: string;
  /** Source address of the INVITE; undefined: not known, as before a call. */
  readonly address: string | undefined;
  readonly number: string;
  /** Wall clock of the PBX, in ms since 1970. */
  readonly epochMs: number;
  readonly load: DialLoad;
}

/** What runs already, and what was switched by dialling. */
export interface DialLoad {
  /** Calls that leave by a trunk, all phones of the extension together (PBX-81). */
  outbound(extension: string): number;
  /** Calls on a trunk. */
  channels(trunk: string): number;
  /** A phone of the extension is in a call: it calls, or it talks. */
  inUse(extension: string): boolean;
  /** What was switched by feature codes. */
  features(extension: string): Features;
}

/** What people have switched for an extension, on whichever of its phones. */
export interface Features {
  readonly doNotDisturb: boolean;
  readonly forwardTo: string | undefined;
}

export type FeatureChange = Partial<Features>;

export const noFeatures: Features = { doNotDisturb: false, forwardTo: undefined };

export function withoutFeatures(load: DialLoad): DialLoad {
  return {
    outbound: (extension) => load.outbound(extension),
    channels: (trunk) => load.channels(trunk),
    inUse: (extension) => load.inUse(extension),
    features: () => noFeatures,
  };
}

/** An idle PBX. */
export const noLoad: DialLoad = {
  outbound: () => 0,
  channels: () => 0,
  inUse: () => false,
  features: () => noFeatures,
};

/** What happens to a dialled number, and why: the steps in order, then how it ends. */
export interface Decision {
  readonly steps: readonly DecisionStep[];
  readonly end: DecisionEnd;
}

/** One thing that was looked at. */
export interface DecisionStep {
  /** What says so: "PBX-85", "FI-12". */
  readonly rule: string;
  /** Where in the setup it stands, in the words of the file. */
  readonly path: readonly (string | number)[];
  /** One line, without a full stop. */
  readonly text: string;
}

export type DecisionEnd = { readonly kind: "outbound"; readonly call: OutboundCall } | UncarriedEnd;

/** Where a call goes that leaves by no trunk. */
export type UncarriedEnd =
  | { readonly kind: "extension"; readonly extension: string }
  /** The PBX takes the call itself (200) and says why it goes no further: no proof that it left (PBX-84). */
  | {
      readonly kind: "announcement";
      readonly says: Announcement;
      readonly why: string;
      /** What is switched: for the caller, or for who has forwarded the call to a feature code. */
      readonly sets?: { readonly extension: string; readonly change: FeatureChange };
    }
  | { readonly kind: "refuse"; readonly status: 401 | 403 | 404 | 486 | 503 | 603; readonly why: string };

/** A call that leaves by a trunk, as far as can be said before it is tried. */
export interface OutboundCall {
  readonly route: Route;
  readonly emergency: boolean;
  /** Whose limit it counts for (PBX-81): the caller, or who has forwarded the call. */
  readonly charged: string;
  /** What is asked of the caller before a trunk is tried. */
  readonly gates: readonly Gate[];
  /** The trunks that are tried, in order, as they are now; at least one. */
  readonly attempts: readonly TrunkAttempt[];
  /** Where it goes when all of them fail. */
  readonly uncarried: UncarriedEnd;
}

export type Gate = { readonly kind: "pin-set"; readonly name: string } | { readonly kind: "password" };

export interface TrunkAttempt {
  readonly trunk: string;
  /** After the route's prefix and prepend and the trunk's dial rules. */
  readonly number: string;
  readonly callerId: ShownCallerId;
}

/** What the far end is shown. */
export interface ShownCallerId {
  readonly number: string;
  readonly name: string;
  readonly withheld: boolean;
  /** Where it comes from. */
  readonly from: CallerIdSource;
}

export type CallerIdSource =
  | "location"
  | "emergency-cid"
  | "route"
  | "outbound-cid"
  | "trunk"
  | "forced"
  | "caller";
