import { header, type SipRequest } from "../../sip/message/message.js";
import type { SipProtocol, SocketAddress } from "../../sip/transport/transport.js";

/** A message that the server did not serve, for who looks after it. */
export interface RefusedMessage {
  /** Method and Request-URI as far as they can be read; undefined: it is not a request. */
  readonly request: Pick<SipRequest, "method" | "uri"> | undefined;
  readonly userAgent: string | undefined;
  readonly from: SocketAddress & { readonly protocol: SipProtocol };
  /** undefined: it was dropped without an answer. */
  readonly status: number | undefined;
  readonly why: string;
}

/** @param status and why as in `RefusedMessage` */
export function refusedRequest(
  request: SipRequest,
  from: RefusedMessage["from"],
  { status, why }: Pick<RefusedMessage, "status" | "why">,
): RefusedMessage {
  return { request, userAgent: header(request, "User-Agent"), from, status, why };
}
