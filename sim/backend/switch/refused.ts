import { header, type SipRequest } from "../../sip/message/message.js";
import type { Arrival, SipProtocol, SocketAddress } from "../../sip/transport/transport.js";

/** A message that the server did not serve, for who looks after it. */
export interface RefusedMessage {
  /** Method and Request-URI as far as they can be read; undefined: it is not a request. */
  readonly request: Pick<SipRequest, "method" | "uri"> | undefined;
  readonly userAgent: string | undefined;
  readonly from: SocketAddress & { readonly protocol: SipProtocol };
  /** undefined: it was dropped without an answer. */
  readonly status: number | undefined;
  readonly why: string;
  /** Not the message is to blame but this program. */
  readonly isBug?: boolean;
}

/** A message that could not be read to its end, by a fault of this program. Nobody hears of it otherwise. */
export function brokenOff({ from, protocol }: Arrival, thrown: unknown): RefusedMessage {
  const why = `internal error: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  return {
    ...{ request: undefined, userAgent: undefined, from: { ...from, protocol } },
    ...{ status: undefined, why, isBug: true },
  };
}

/** @param status and why as in `RefusedMessage` */
export function refusedRequest(
  request: SipRequest,
  from: RefusedMessage["from"],
  { status, why }: Pick<RefusedMessage, "status" | "why">,
): RefusedMessage {
  return { request, userAgent: header(request, "User-Agent"), from, status, why };
}
