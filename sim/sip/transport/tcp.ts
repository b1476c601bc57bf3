import { openStream, type StreamKind, type StreamOptions } from "./stream-transport.js";
import type { Transport } from "./transport.js";

const plain: StreamKind = {
  protocol: "tcp",
  accepted: (tcp) => ({ stream: tcp, tcp, ready: undefined }),
  dialled: (tcp) => ({ stream: tcp, tcp, ready: "connect" }),
};

/**
 * Opens a TCP transport: one connection per peer, kept and used both ways (RFC 3261 §18, RFC 5923).
 *
 * @param options with `listen: false` and `bind.port` 0 a free port is chosen now, so that a Contact can
 *   name it before the first connection.
 * @throws DF_SIP_BIND (as a rejection) if the address is not ours or the port is taken.
 */
export function openTcp(options: StreamOptions): Promise<Transport> {
  return openStream(plain, options);
}
