import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import type {
  CallRecordView,
  ContactView,
  NoticeView,
  SecurityEventView,
} from "../../model/control/control-api.js";
import type { Mac } from "../../model/mac.js";
import type { Random } from "../../model/random.js";
import type { TrunkPeer } from "../../model/trunk-peer.js";
import type { DrachtioAddress } from "../drachtio/sip-app.js";
import type { SetupView } from "../setup-store.js";
import type { Bans } from "./bans.js";
import type { StoredFeatures } from "./extension-features.js";
import type { PbxObserver } from "./observer.js";
import type { RefusedRequests } from "./refused-requests.js";
import type { PacketSource } from "./registrar-rules.js";
import type { PbxCallView } from "./running-calls.js";
import type { Seams } from "./seams.js";
import type { StoredContact } from "./stored-contact.js";

/** What the PBX reports while it runs. Calls that reach the far end are reported by the far end. */
export type PbxEvent = Extract<
  BackendEvent,
  {
    type:
      | "announcement"
      | "backend-note"
      | "key-lost"
      | "ban"
      | "contact"
      | "features"
      | "outage"
      | "outside-calls"
      | "qualified";
  }
>;

export interface PbxOptions {
  /** Control port of the SIP server: the embedded switch, or a real drachtio-server. */
  readonly drachtio: DrachtioAddress;
  readonly setup: SetupView;
  /** Rules that are broken on purpose; default: none. */
  readonly seams?: Seams;
  /** Contacts of an earlier run (`Pbx.snapshot`), PBX-60. */
  readonly restore?: readonly StoredContact[];
  /** What was switched in an earlier run (`Pbx.features`). */
  readonly features?: readonly StoredFeatures[];
  readonly onEvent: (event: PbxEvent) => void;
  /**
   * Whether what Asterisk takes against the RFCs is refused, so that a defect of a phone is seen (PBX-58). Otherwise it
   * is taken with a warning, as it always is in an emergency call. Default: true.
   */
  readonly strict?: boolean;
  /** Who is not answered any more; default: nobody is counted. */
  readonly bans?: Bans;
  /** Where refusals are reported; default: through `onEvent`. */
  readonly refusals?: RefusedRequests;
  /** PSAP and carrier. */
  readonly farEnd: TrunkPeer;
  readonly clock: Clock;
  /** What the hours of routes go by; default: `clock`. */
  readonly hours?: Pick<Clock, "wall">;
  readonly random: Random;
  /** Whether prompts and announcements are heard, and keys heard by RTP; default: the PBX is silent. */
  readonly sound?: boolean;
}

/** The running PBX. Phones are known by the MAC in their User-Agent. */
export interface Pbx {
  /** From now on this one hears what phones do, instead of an earlier one; undefined: none. */
  observe(observer: PbxObserver | undefined): void;
  /**
   * What somebody has to hear who has heard nothing so far: phones that are bound, calls that leave, switched features.
   */
  present(): readonly PbxEvent[];
  /** @param extension absent: contacts of all extensions. */
  contacts(extension?: string): ContactView[];
  /** The phones that an extension is registered from; of one contact each, ghosts included (PBX-64). */
  contactsOf(extension: string): readonly { readonly mac: Mac | undefined }[];
  /**
   * Forgets the contacts of an extension. Their phones are not notified (PBX-65).
   * @param except phones that keep theirs
   */
  evict(extension: string, except?: readonly Mac[]): void;
  /**
   * A phone's TCP or TLS connection is closed, and with it goes the contact that was registered over it (PBX-61). Only
   * an embedded SIP server can say so: its control protocol has no word for it.
   */
  connectionClosed(connection: PacketSource): void;
  /** The contacts that survive a restart, to be kept by the code that starts the PBX. */
  snapshot(): readonly StoredContact[];
  /**
   * Resolves when everything that was asked of it so far is done, and what it shows is as it is now. Our own always is; one
   * that somebody else runs has to be asked.
   * @throws DeskfleetError DF_AMI_CONNECT, DF_AMI_REFUSED
   */
  upToDate(): Promise<void>;
  /** What people have switched by feature codes; it survives a restart as contacts do. */
  features(): readonly StoredFeatures[];
  calls(): PbxCallView[];
  /** What routes have sent of calls (PBX-98). */
  notices(): readonly NoticeView[];
  /** Of the calls that have ended (CDR). */
  cdr(): readonly CallRecordView[];
  /** What the security log has of requests (PBX-50 to PBX-57). */
  securityEvents(): readonly SecurityEventView[];
  /** Any dialog of a phone counts: ringing, talking, held. */
  callOf(mac: Mac): "none" | "call" | "emergency";
  /** Ends the calls of a phone, of a call that rings others too its own leg alone. Never an emergency call. */
  hangUp(mac: Mac): void;
  /** Ends the calls from and to an extension. Never an emergency call. */
  hangUpExtension(extension: string): void;
  /**
   * Ends every call, emergency calls too, and forgets every contact, notice, call record, switched feature and ban. Phones are not
   * notified.
   */
  reset(): void;
  /**
   * Sends NOTIFY check-sync to that phone (policy `resync-address`).
   * @returns false where no contact names that MAC, or the SIP server refused.
   */
  notifyCheckSync(mac: Mac, reboot: boolean): Promise<boolean>;
  /** Ends all calls and disconnects from the SIP server. */
  stop(): Promise<void>;
}
