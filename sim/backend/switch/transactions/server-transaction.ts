import type { SipRequest } from "../../../sip/message/message.js";
import type { WheelTimer } from "../../../sip/timer-wheel.js";
import type { InviteServerState } from "../../../sip/transaction/invite-server.js";
import type { NonInviteServerState } from "../../../sip/transaction/non-invite-server.js";
import type { RunningTransaction } from "../../../sip/transaction/running-transaction.js";
import type { ServerInput } from "../../../sip/transaction/server-input.js";
import type { App } from "../admin/app.js";
import type { Flow } from "../network/flow.js";

/** A request from the network and what became of it so far. */
export interface ServerTransaction {
  /** The TXN of the control protocol. */
  readonly id: string;
  readonly key: string;
  /** As it came in, with its top Via completed. */
  readonly request: SipRequest;
  /** Where it came from: the way back for requests. */
  readonly source: Flow;
  /** Where responses go. */
  readonly flow: Flow;
  /** The tag that our responses put into To, the same in all of them (RFC 3261 §8.2.6.2). */
  toTag: string;
  readonly machine:
    | RunningTransaction<InviteServerState, ServerInput>
    | RunningTransaction<NonInviteServerState, ServerInput>;
  /** Who answers it; undefined for what the server answers itself. */
  app: App | undefined;
  /** The DLG of the control protocol; "" outside of dialogs. */
  dialogId: string;
  /** Wire text of the last response, for repeats. */
  lastText: string;
  /** 0 before the first response. */
  lastStatus: number;
  /** Runs while the application has not given its final answer. */
  patience: WheelTimer | undefined;
}
