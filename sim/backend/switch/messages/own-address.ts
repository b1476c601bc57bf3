import type { SipProtocol, SocketAddress } from "../../../sip/transport/transport.js";

/** How the server names itself in Via, Contact, From. */
export interface OwnAddress {
  readonly udp: SocketAddress;
  readonly tcp: SocketAddress;
}

/** `host:port` of the listener for that protocol; IPv6 in brackets. */
export function hostPort(own: OwnAddress, protocol: SipProtocol): string {
  const { host, port } = own[protocol];
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** @param branch RFC 3261 §8.1.1.7; `rport` asks for the answer to come back to where we send from (RFC 3581). */
export function viaValue(own: OwnAddress, protocol: SipProtocol, branch: string): string {
  const rport = protocol === "udp" ? ";rport" : "";
  return `SIP/2.0/${protocol.toUpperCase()} ${hostPort(own, protocol)}${rport};branch=${branch}`;
}

export function contactValue(own: OwnAddress, protocol: SipProtocol): string {
  return `<sip:${hostPort(own, protocol)}${protocol === "tcp" ? ";transport=tcp" : ""}>`;
}
