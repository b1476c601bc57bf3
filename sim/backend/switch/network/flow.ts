import { isIP } from "node:net";
import { parseSipUri } from "../../../sip/message/uri.js";
import { isStream, type SipProtocol, type SocketAddress } from "../../../sip/transport/transport.js";

/** Where a message goes. */
export interface Flow {
  readonly protocol: SipProtocol;
  readonly to: SocketAddress;
  /** TCP and TLS: only over the connection that is open now; a phone behind it cannot be called back. */
  readonly existingOnly: boolean;
}

/** True for protocols that deliver or fail: no retransmission. */
export function isReliable(flow: Flow): boolean {
  return isStream(flow.protocol);
}

/**
 * The next hop that a URI names (RFC 3263 for numeric hosts: no DNS here).
 *
 * Without `transport=tcp` it is UDP, also when a TCP connection from that address happens to be open: the UDP and
 * the TCP phone of one machine may have the same port number. A phone on TLS is not dialled: it has no certificate to
 * show, so it is reached over its own connection only (RFC 5923 §5).
 *
 * @returns undefined when the host is a name or the URI is not SIP.
 */
export function flowOfUri(uri: string): Flow | undefined {
  const parsed = parseSipUri(uri);
  if (parsed?.scheme !== "sip") return undefined;
  const bare = parsed.host.replace(/^\[(.*)\]$/, "$1");
  const host = bare.toLowerCase() === "localhost" ? "127.0.0.1" : bare;
  if (isIP(host) === 0) return undefined;
  const transport = parsed.params.get("transport")?.toLowerCase() ?? "udp";
  if (transport !== "udp" && transport !== "tcp" && transport !== "tls") return undefined;
  const encrypted = transport === "tls";
  const port = parsed.port ?? (encrypted ? 5061 : 5060);
  return { protocol: transport, to: { host, port }, existingOnly: encrypted };
}
