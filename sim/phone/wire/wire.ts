import type { SipMessage } from "../../sip/message/message.js";
import type { Arrival } from "../../sip/transport/transport.js";

/** The registration's end of the transport. */
export interface RegistrationWire {
  /** A response whose branch begins `z9hG4bKdf.`; not parsed, there may be thousands a second. */
  onResponse(data: Buffer): void;
  /**
   * A send failed or the connection is gone. Nothing that was sent will be answered any more.
   * @param reason in words
   */
  onFlowLost(reason: string): void;
}

/** The calls' end of the transport. */
export interface CallsWire {
  /**
   * A response whose branch begins `z9hG4bKdj.`, or a request for the dialogs (INVITE, ACK, BYE, CANCEL, REFER,
   * MESSAGE, INFO). It was parsed, so it is sound; `arrival` has its bytes.
   */
  onMessage(message: SipMessage, arrival: Arrival): void;
  /** As above. */
  onFlowLost(reason: string): void;
}
