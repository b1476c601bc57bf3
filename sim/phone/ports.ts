/**
 * What the handset needs of its SIP side. The handset knows power, configuration, screen and keys; these ports
 * know the wire. `handset-transport.ts`, `registration/` and `calls/` implement them.
 */

import type { KeyTimestamps } from "../media/rtp/rtp-sender.js";
import type { Clock } from "../model/clock.js";
import type { Mac } from "../model/mac.js";
import type { Profile } from "../model/profile/profile.js";
import type { Random } from "../model/random.js";
import type { PhoneBehaviour } from "../model/setup/policies.js";
import type { SipTimers } from "../sip/timers.js";
import type { SipProtocol, SocketAddress, TransportOptions } from "../sip/transport/transport.js";
import type { RegistrationState } from "../transcript/event.js";
import type { Recorder } from "../transcript/recorder.js";
import type { ServerTrust } from "./server-trust.js";
import type { SipShared } from "./sip-shared.js";

/** Who the desk is for the PBX: account 1 of its configuration, ready to use. */
export interface SipIdentity {
  readonly extension: string;
  readonly authUser: string;
  readonly password: string;
  readonly displayName: string;
  readonly server: SocketAddress;
  /** The server as configured, name or address: what its certificate must be for (TLS). */
  readonly serverName: string;
  readonly protocol: SipProtocol;
  /** Asked-for expiry in seconds. */
  readonly expiresSeconds: number;
  /** False: the configuration says not to register (calls may still be placed). */
  readonly registers: boolean;
  readonly userAgent: string;
}

/** What transport, registration and calls of one handset are made of. Making one opens nothing. */
export interface SipOptions {
  readonly name: string;
  readonly profile: Profile;
  readonly mac: Mac;
  readonly bindHost: string;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: SipTimers;
  readonly shared: SipShared;
  readonly lose?: TransportOptions["lose"];
  readonly impair?: TransportOptions["impair"];
  /** True while the server is cut off: over each transport what is sent and what comes is lost. */
  readonly isCutOff?: () => boolean;
  readonly trust: ServerTrust;
  /** What stands between a lost connection and those who should know of it; absent: nothing. */
  readonly firmware?: { flowLost(tell: () => void): void };
  /** The PIDF-LO that goes out with a call to that number; undefined: none does. Absent: with no call. */
  readonly locationFor?: (number: string) => string | undefined;
  readonly sound?: PhoneSound;
}

/** That calls have sound; without it they are silent, and keys go by SIP INFO alone. */
export interface PhoneSound {
  readonly keyTimestamps: KeyTimestamps;
}

/** What the SIP side reports to the handset. */
export interface SipEvents {
  /** NOTIFY check-sync came in and was answered (phones.md §8). */
  checkSync(reboot: boolean): void;
  /** The last call is over: what was postponed may happen now. */
  callsIdle(): void;
  /** Asked when a call comes in: true refuses it as busy (Do Not Disturb). */
  refusesCalls(): boolean;
}

/**
 * The handset's one transport and what is told apart on it. Its local port is chosen at the first opening and
 * kept over reboots and power cuts (EH-5: a new source port would leave a ghost contact).
 */
export interface TransportPort {
  /**
   * Opens the transport, or does nothing if that one is open. Rejects with DF_SIP_BIND.
   * @param serverName name that the certificate of the far end must be for (TLS)
   */
  open(protocol: SipProtocol, serverName: string): Promise<void>;
  /** Releases the socket without a word on the SIP level. */
  close(): Promise<void>;
  /** A power cut: no FIN goes out. The far end of a connection hears of it when the port is opened again, or never. */
  cut(): Promise<void>;
  /** The phone is taken away: closes what is open, and what power cuts have left standing. */
  dispose(): Promise<void>;
  /** The next opening takes a port that the system chooses (policy `contact-port` = random). */
  forgetPort(): void;
}

/** Which contacts an un-REGISTER takes away (policy `unregister-scope`). */
export type UnregisterScope = PhoneBehaviour["unregisterScope"];

/** `no-answer`: the contact may still be there and is left to expire. */
export type LeaveResult = "gone" | "no-answer";

/** @param reason in words, where it is not registered */
export type WhenSettled = (state: RegistrationState, reason: string | undefined) => void;

/** Registers the present identity of the desk and, while it changes, keeps or ends the registration of the former. */
export interface RegistrationPort {
  /** That of the present identity. */
  readonly state: RegistrationState;
  /** Replaces the identity. Sends nothing; an open REGISTER of the old one is forgotten. */
  configure(identity: SipIdentity | undefined): void;
  /** Registers now and keeps registered until `unregister` or `stop`. */
  register(): void;
  /** Reports, at once or later, when the registrar has taken or refused the identity, or did not answer in time. */
  whenSettled(tell: WhenSettled): void;
  /** Resolves at the answer or after 4 s at most; never rejects. */
  unregister(scope: UnregisterScope): Promise<LeaveResult>;
  /** Forgets timers and transactions without a word on the wire (power cut, reboot). */
  stop(): void;
}

/** One identity after another on one socket, with the way back (policies `register-order`, `switch-failed`). */
export interface SuccessionPort {
  /** The present identity becomes the former, as it is; the new one does not register yet. */
  succeed(identity: SipIdentity): void;
  /** Unregisters the former identity and forgets it. Resolves at the answer or after 4 s at most. */
  leaveFormer(scope: UnregisterScope): Promise<void>;
  /** Forgets the former identity without a word on the wire. */
  dropFormer(): void;
  /**
   * The former identity is the present one again, and registered.
   * @param leaves what the other one may have bound is taken away; else this one registers anew in any case
   */
  restore(identity: SipIdentity, leaves: boolean): void;
}

export interface CallsPort {
  /** Dialogs that are being set up, ring or talk. */
  readonly active: number;
  configure(identity: SipIdentity | undefined): void;
  /**
   * The only door to an INVITE. Called by the dial guard alone.
   * @param claims extension that the phone says it is (P-Asserted-Identity); absent: it says nothing
   */
  place(number: string, call: string, claims?: string): void;
  /**
   * Hangs up every call; until `stop` none begins. Resolves when the last one is over on the wire too, after 70·T1 at the
   * latest; never rejects.
   */
  leave(): Promise<void>;
  /** Forgets every call without a word on the wire (power cut). */
  stop(): void;
}

/** The hook and its keys. Each throws DF_DESK_UNABLE where there is no such call; without a name the only one is meant. */
export interface HookPort {
  answer(call?: string): void;
  hangUp(call?: string): void;
  reject(call?: string): void;
  /** Presses keys of the keypad, one after another, in a call that rings at the other side or talks. */
  keypad(keys: string, call?: string, timestamps?: KeyTimestamps): void;
  /** Hangs up, gives up and refuses all calls but those that are on hold; an emergency call is no exception. */
  clear(): void;
}

/** Keeps the other side waiting (RFC 3264 §8.4). Both throw DF_DESK_UNABLE where there is no such call. */
export interface HoldPort {
  /** A call that talks. */
  hold(call?: string): void;
  /** A call that is on hold. */
  resume(call?: string): void;
}
