import { emergencyNumberIn } from "../dialplan/emergency-number.js";
import type { Clock } from "../model/clock.js";
import type { Profile } from "../model/profile/profile.js";
import type { Random } from "../model/random.js";
import type { FaultName } from "../model/rules/faults.js";
import type { Location, Setup } from "../model/setup/setup.js";
import type { MayDial } from "../phone/dial-guard.js";
import { withFaults } from "../phone/faults/phone-faults.js";
import { intactFirmware } from "../phone/firmware.js";
import { Handset } from "../phone/handset.js";
import type { HandsetOptions } from "../phone/handset-options.js";
import type { SipShared } from "../phone/sip-shared.js";
import type { SipTimers } from "../sip/timers.js";
import { lossModel } from "../sip/transport/loss.js";
import type { Recorder } from "../transcript/recorder.js";
import type { BackendAddresses } from "./backend/backend.js";
import { nameServiceOf } from "./faults/site-faults.js";
import type { IdentityDealer } from "./identity-dealer.js";
import type { PhoneNetwork } from "./phone-network.js";
import { pidfLo } from "./pidf-lo.js";
import { hostResolver } from "./resolve-host.js";
import type { SipSilence } from "./sip-silence.js";

/** What all desks of a fleet have in common. */
export interface FleetOptions {
  readonly setup: Setup;
  readonly backend: BackendAddresses;
  readonly dealer: IdentityDealer;
  readonly clock: Clock;
  readonly timers: SipTimers;
  /** Timer wheel and counters of its phones, on the clock and with the timers above. */
  readonly shared: SipShared;
  /** 100: boots in a hundredth of the time that the real phone takes. */
  readonly hardwareSpeed: number;
  readonly mayDial: MayDial;
  /** Share of datagrams that get lost, each way. */
  readonly loss?: number;
  readonly silence?: SipSilence;
  /** By name of the phone; absent: it is as good as loopback. */
  readonly networks?: ReadonlyMap<string, PhoneNetwork>;
  /** Whether calls have sound; default: they are silent, and cost nothing while they are up. */
  readonly sound?: boolean;
  /** Rules that phones and name service shall break; those of the backend among them do no harm here. */
  readonly faults?: readonly FaultName[];
}

/** What is special about one. */
export interface DeskOptions {
  readonly name: string;
  readonly profile: Profile;
  readonly location: string | undefined;
  /** Its own, so that the order in which desks are made changes nothing. */
  readonly random: Random;
  readonly recorder: Recorder;
}

/** A phone on a desk. */
export interface Desk {
  readonly handset: Handset;
  /** The phone hangs up, unregisters and stops, and its identity is free again. */
  close(): Promise<void>;
  /** The same without a word on the wire, where nobody is there to hear it. */
  abandon(): Promise<void>;
}

/** Puts a phone on a desk: without power, with a MAC and an address of its location's network. */
export function createDesk(fleet: FleetOptions, desk: DeskOptions): Desk {
  const { name, profile, location, random, recorder } = desk;
  const { setup, backend } = fleet;
  const site = location === undefined ? undefined : setup.locations[location];
  const { faults = [] } = fleet;
  const network = nameServiceOf(site?.network ?? "onsite", faults);
  const isEmergency = (number: string): boolean => emergencyNumberIn(number, setup) !== undefined;
  const identity = fleet.dealer.deal(profile.macPrefix, site?.subnet, random.fork("identity"));
  const intact: HandsetOptions = {
    name,
    profile,
    mac: identity.mac,
    ...(location === undefined ? {} : { location }),
    bindHost: identity.bindHost,
    configServer: backend.configServer,
    ...(site?.panicButton === undefined ? {} : { panicButton: site.panicButton }),
    resolve: hostResolver(setup.names, network, backend.host),
    trust: { authority: backend.certificateAuthority, checked: true },
    firmware: intactFirmware,
    behaviour: setup.policies,
    recorder,
    clock: fleet.clock,
    random: random.fork("handset"),
    hardwareSpeed: fleet.hardwareSpeed,
    timers: fleet.timers,
    shared: fleet.shared,
    ...(fleet.sound === true && { sound: { keyTimestamps: "own" } }),
    ...(fleet.loss ? { lose: lossModel(random.fork("loss"), fleet.loss) } : {}),
    ...withImpairment(fleet.networks?.get(name)),
    ...(fleet.silence && { isCutOff: () => fleet.silence?.on === true }),
    mayDial: fleet.mayDial,
    isEmergency,
    ...locationSent(site, isEmergency),
  };
  const handset = new Handset(withFaults(intact, faults));
  const abandon = async (): Promise<void> => {
    try {
      await handset.stop();
    } finally {
      identity.release();
    }
  };
  return {
    handset,
    close: async () => {
      await handset.leave();
      await abandon();
    },
    abandon,
  };
}

function withImpairment(impair: PhoneNetwork | undefined): Pick<HandsetOptions, "impair"> {
  return impair === undefined ? {} : { impair };
}

/** With an emergency call alone: where somebody is concerns nobody else. */
function locationSent(
  site: Location | undefined,
  isEmergency: HandsetOptions["isEmergency"],
): Pick<HandsetOptions, "locationFor"> {
  if (!site?.sendsLocation) return {};
  // Built for the call: most desks of a fleet never make one.
  return { locationFor: (number) => (isEmergency(number) ? pidfLo(site.address) : undefined) };
}
