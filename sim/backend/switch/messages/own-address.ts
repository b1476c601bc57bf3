import { isStream, type SipProtocol, type SocketAddress } from "../../../sip/transport/transport.js";

/** How the server names itself in Via, Contact, From. */
export interface OwnAddress {
  readonly udp: SocketAddress;
  readonly tcp: SocketAddress;
  /** Undefined: it does not speak TLS. */
  readonly tls: SocketAddress | undefined;
}

/** `host:port` of the listener for that protocol; IPv6 in brackets. */
export function hostPort(own: OwnAddress, protocol: SipProtocol): string {
  // Without a TLS listener nothing leaves over TLS, but a request that cannot be sent is written all the same.
  const { host, port } = own[protocol] ?? own.tcp;
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** All listeners, as applications get them at their login. */
export function hostPorts(own: OwnAddress): string {
  const protocols = ["tcp", "udp", ...(own.tls ? (["tls"] as const) : [])] as const;
  return protocols.map((protocol) => `${protocol}/${hostPort(own, protocol)}`).join(",");
}

/** @param branch RFC 3261 §8.1.1.7; `rport` asks for the answer to come back to where we send from (RFC 3581). */
export function viaValue(own: OwnAddress, protocol: SipProtocol, branch: string): string {
  const rport = protocol === "udp" ? ";rport" : "";
  return `SIP/2.0/${protocol.toUpperCase()} ${hostPort(own, protocol)}${rport};branch=${branch}`;
}

export function contactValue(own: OwnAddress, protocol: SipProtocol): string {
  return `<sip:${hostPort(own, protocol)}${isStream(protocol) ? `;transport=${protocol}` : ""}>`;
}
