import { header, type SipMessage } from "../../sip/message/message.js";

/** The Call-ID of a message; empty where it has none. */
export function callIdOf(message: SipMessage): string {
  return header(message, "Call-ID") ?? "";
}
