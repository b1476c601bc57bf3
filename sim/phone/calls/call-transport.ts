import type { SipProtocol, SocketAddress } from "../../sip/transport/transport.js";

/** What the calls need of the handset's transport. */
export interface CallTransport {
  /** Six digits that every branch of this handset carries; the transport knows its responses by them. */
  readonly token: string;
  /** What Via and Contact show. Undefined while nothing is open. */
  readonly local: SocketAddress | undefined;
  readonly protocol: SipProtocol | undefined;
  /** @param repeat true for a copy that a retransmission timer sent */
  send(data: string, to: SocketAddress, repeat: boolean): void;
}
