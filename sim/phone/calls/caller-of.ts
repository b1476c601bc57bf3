import { header, type SipRequest } from "../../sip/message/message.js";
import { parseNameAddr } from "../../sip/message/name-addr.js";
import { userOf } from "../../sip/message/parties.js";

/** What the display shows of the caller: the number, or else what the From says. */
export function callerOf(invite: SipRequest): string {
  const from = parseNameAddr(header(invite, "From") ?? "");
  const number = userOf(header(invite, "From")) || /^tel:([^;]+)/i.exec(from?.uri ?? "")?.[1];
  return number || from?.displayName || "anonymous";
}
