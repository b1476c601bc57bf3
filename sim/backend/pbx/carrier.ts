import type { SoundMaker } from "../../media/session/voice.js";
import type { Clock } from "../../model/clock.js";
import type { Announcement } from "../../model/control/announcements.js";
import type { Mac } from "../../model/mac.js";
import type { TrunkPeer } from "../../model/trunk-peer.js";
import type { SipRequest } from "../../sip/message/message.js";
import type { IncomingRequest, OutgoingResponse, SipApp } from "../drachtio/sip-app.js";
import type { SetupView } from "../setup-store.js";
import type { CallRecords } from "./call-records.js";
import type { ContactTable } from "./contact-table.js";
import type { Notices } from "./notices.js";
import type { Qualify } from "./qualify.js";
import type { PacketSource } from "./registrar-rules.js";
import type { RunningCalls } from "./running-calls.js";
import type { Seams } from "./seams.js";

/** What a call is carried with. */
export interface Carrier {
  readonly setup: SetupView;
  readonly seams: Pick<Seams, "failover" | "endsLateAnswers" | "refusalsNeeded">;
  readonly contacts: ContactTable;
  readonly qualify: Pick<Qualify, "isReachable">;
  readonly clock: Clock;
  readonly farEnd: TrunkPeer;
  readonly running: RunningCalls;
  readonly notices: Notices;
  readonly records: Pick<CallRecords, "begin">;
  /** Hears of each call that an announcement answers. */
  readonly announced: (call: {
    readonly extension: string;
    readonly number: string;
    readonly says: Announcement;
  }) => void;
  /** Hears of each key of a caller that no prompt counts, for it has the RTP timestamp of the key before it. */
  readonly keyLost: (call: { readonly extension: string; readonly number: string }) => void;
  /** What prompts and announcements talk with; undefined: the PBX is silent. */
  readonly sound: SoundMaker | undefined;
  /** Hears of requests that are refused later, or by the other side of a call; 200: an announcement answers. */
  readonly refused: (
    request: Pick<SipRequest, "method" | "uri">,
    source: PacketSource,
    answered: { readonly status: number; readonly why: string },
  ) => void;
}

/** An INVITE that is a call: authenticated, its offer read, its number looked up. */
export interface Accepted {
  readonly app: SipApp;
  readonly message: SipRequest;
  readonly source: PacketSource;
  readonly request: IncomingRequest;
  readonly response: OutgoingResponse;
  /** Of the caller. */
  readonly extension: string;
  readonly number: string;
  readonly offer: string;
  /** The PBX's own answer to it; undefined: none is needed, for phones talk among themselves. */
  readonly session: string | undefined;
  /** The phone that calls; undefined where it names no MAC. */
  readonly phone: Mac | undefined;
  /** Once, when nothing of it is left. */
  readonly onEnded: () => void;
}
