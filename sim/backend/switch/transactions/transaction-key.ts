/** How messages are matched to transactions, RFC 3261 §17.1.3 and §17.2.3. */

import { parseCSeq } from "../../../sip/message/cseq.js";
import { header, type SipRequest } from "../../../sip/message/message.js";
import type { Via } from "../../../sip/message/via.js";

const cookie = "z9hG4bK";

/** @param method that of the transaction: an ACK and a CANCEL are looked up as INVITE. */
export function serverKey(request: SipRequest, via: Via, method: string): string {
  const branch = via.params.get("branch") ?? "";
  const sentBy = `${via.host.toLowerCase()}:${via.port ?? 5060}`;
  const sequence = parseCSeq(header(request, "CSeq") ?? "")?.number ?? 0;
  // The CSeq number is that of the request for its ACK and CANCEL too. Some phones answer a challenge under the branch
  // of the request that was challenged: that is not a repeat of it.
  if (branch.startsWith(cookie)) return `${branch}|${sentBy}|${method}|${sequence}`;
  // A client of RFC 2543 times: its branch, if any, says little; the rest of the request must.
  const callId = header(request, "Call-ID") ?? "";
  return `${branch}|${sentBy}|${method}|${sequence}|${callId}|${header(request, "From") ?? ""}`;
}

export function clientKey(branch: string, method: string): string {
  return `${branch}|${method}`;
}
