/** Requests that belong to the transaction of another request: same branch, one hop (RFC 3261 §9.1, §17.1.1.3). */

import { parseCSeq } from "../../../sip/message/cseq.js";
import {
  header,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../../sip/message/message.js";
import { appHeaders } from "./app-headers.js";

const written = new Set([
  "via",
  "max-forwards",
  "route",
  "from",
  "to",
  "call-id",
  "cseq",
  "contact",
  "content-length",
]);

/** The ACK that ends an INVITE transaction with a 3xx to 6xx; its To is that of the response. */
export function writeFailureAck(invite: SipRequest, response: SipResponse): SipRequest {
  return hopRequest(invite, "ACK", header(response, "To") ?? "", []);
}

/** @param asked the application's CANCEL; its Reason and the like go along. */
export function writeCancel(invite: SipRequest, asked?: SipRequest): SipRequest {
  return hopRequest(invite, "CANCEL", header(invite, "To") ?? "", asked ? appHeaders(asked, written) : []);
}

function hopRequest(invite: SipRequest, method: string, to: string, extra: readonly SipHeader[]): SipRequest {
  const sequence = parseCSeq(header(invite, "CSeq") ?? "")?.number ?? 0;
  const [via = ""] = headersOf(invite, "Via");
  const headers: SipHeader[] = [
    { name: "Via", value: via },
    { name: "Max-Forwards", value: "70" },
    ...headersOf(invite, "Route").map((value) => ({ name: "Route", value })),
    { name: "From", value: header(invite, "From") ?? "" },
    { name: "To", value: to },
    { name: "Call-ID", value: header(invite, "Call-ID") ?? "" },
    { name: "CSeq", value: `${sequence} ${method}` },
    ...extra,
  ];
  return { kind: "request", method, uri: invite.uri, headers, body: "" };
}
