import type { Clock } from "../model/clock.js";
import type { Mac } from "../model/mac.js";
import type { Profile } from "../model/profile/profile.js";
import type { Random } from "../model/random.js";
import type { PhoneBehaviour } from "../model/setup/policies.js";
import type { SipTimers } from "../sip/timers.js";
import type { TransportOptions } from "../sip/transport/transport.js";
import type { Recorder } from "../transcript/recorder.js";
import type { MayDial } from "./dial-guard.js";
import type { Firmware } from "./firmware.js";
import type { PhoneSound, SipOptions } from "./ports.js";
import type { ServerTrust } from "./server-trust.js";
import type { SipShared } from "./sip-shared.js";

/** What a handset is made of, and the network that its desk is in. */
export interface HandsetOptions {
  readonly name: string;
  readonly profile: Profile;
  readonly mac: Mac;
  readonly location?: string;
  /** Address of this machine that the desk has; all its traffic leaves from it. */
  readonly bindHost: string;
  /** Base address of the configuration files, as DHCP option 66 gives it; undefined where the network gives none. */
  readonly configServer: string | undefined;
  /** What the USB panic button dials, as it was set on the phone; "": nothing was set; absent: none is plugged in. */
  readonly panicButton?: string;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: Random;
  /** How many times faster than the real phone it starts; 1 is the real phone. */
  readonly hardwareSpeed: number;
  readonly timers: SipTimers;
  readonly shared: SipShared;
  readonly lose?: TransportOptions["lose"];
  readonly impair?: NonNullable<TransportOptions["impair"]>;
  readonly isCutOff?: NonNullable<SipOptions["isCutOff"]>;
  readonly mayDial: MayDial;
  /** The PIDF-LO that goes out with a call to that number; undefined: none does. Absent: with no call. */
  readonly locationFor?: (number: string) => string | undefined;
  /** Whether a number, as dialled, is one that nothing of the phone's own may interrupt (EH-21, EH-22). */
  readonly isEmergency: (number: string) => boolean;
  /** What the phone does by itself where the maker's pages are silent. */
  readonly behaviour: PhoneBehaviour;
  /** Name to IPv4 address in the network of this desk (HD-12, HD-33); undefined where the name does not resolve. */
  readonly resolve: (host: string) => Promise<string | undefined>;
  readonly trust: ServerTrust;
  readonly firmware: Firmware;
  /** Absent: calls are silent. */
  readonly sound?: PhoneSound;
}
