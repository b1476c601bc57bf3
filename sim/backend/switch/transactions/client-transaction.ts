import type { SipRequest } from "../../../sip/message/message.js";
import type { WheelTimer } from "../../../sip/timer-wheel.js";
import type { RunningClient } from "../../../sip/transaction/running-client.js";
import type { App } from "../admin/app.js";
import type { Flow } from "../network/flow.js";

/** A request that the server has sent, for an application or of its own accord. */
export interface ClientTransaction {
  /** The TXN of the control protocol. */
  readonly id: string;
  readonly key: string;
  /** As sent. */
  readonly request: SipRequest;
  readonly text: string;
  readonly flow: Flow;
  /** The DLG of the control protocol; "" outside of dialogs. */
  readonly dialogId: string;
  /** Whether the request was sent inside a dialog. */
  readonly inDialog: boolean;
  /** Who sent it; undefined for requests of the server and when the application is lost. */
  app: App | undefined;
  readonly machine: RunningClient;
  /** Whether a 1xx has come: before that no CANCEL may go out (RFC 3261 §9.1). */
  provisional: boolean;
  /** The CANCEL that was asked for, sent or waiting for a 1xx. */
  cancel: { readonly request: SipRequest; sent: boolean; patience?: WheelTimer } | undefined;
  /** What waits until the application has read the echo of the request; undefined once it has. */
  waiting: (() => void)[] | undefined;
}
