import type { KeyTimestamps } from "../../media/rtp/rtp-sender.js";
import type { SipTimers } from "../../sip/timers.js";
import type { Agent } from "./agent.js";
import type { CallLog } from "./call-log.js";
import type { CallMediaOptions } from "./call-media.js";
import type { Hold } from "./hold.js";

/** One call, outgoing or incoming. */
export interface Call {
  readonly log: CallLog;
  /** False from the moment when this phone has hung up: what is left is the answer of the other side. */
  readonly isUp: boolean;
  readonly hold: Pick<Hold, "on" | "set">;
  /** Ends it in the way its state asks for: CANCEL, BYE or a refusal. It has ended when the other side answered that. */
  hangUp(): void;
  /** @returns false where nobody hears a key: before a ring or an answer, and after the end */
  press(keys: string, timestamps?: KeyTimestamps): boolean;
  /** Ends it for the transcript; the wire hears nothing. */
  drop(reason: string): void;
}

/** What every call is made of. */
export interface CallParts extends CallMediaOptions {
  readonly agent: Agent;
  readonly log: CallLog;
  readonly timers: SipTimers;
  /** The call is over on the wire too. */
  readonly onGone: () => void;
}

/**
 * How long a call may ring, in ms: 180 s with the timers of RFC 3261, as timer C of a proxy (§16.6). sip.js itself
 * waits for ever once a 1xx came.
 */
export function ringLimitMs({ t1 }: SipTimers): number {
  return 360 * t1;
}

/** `Reason` of a BYE or CANCEL as a remark, e.g. ` (Q.850;cause=16)` (RFC 3326). */
export function reasonRemark(reason: string | undefined): string {
  return reason === undefined ? "" : ` (${reason})`;
}
