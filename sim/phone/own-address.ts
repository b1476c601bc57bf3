import { quote } from "../sip/message/characters.js";
import { escapeUser } from "../sip/message/user-part.js";
import type { SipProtocol, SocketAddress } from "../sip/transport/transport.js";

/** `host`, with the brackets of an IPv6 reference (RFC 3261 §25.1). */
export function uriHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** `host:port` as it stands in a URI or Via. */
export function hostPort({ host, port }: SocketAddress): string {
  return `${uriHost(host)}:${port}`;
}

/** `sip:user@host`, the user escaped. @param place as `uriHost` or `hostPort` give it */
export function sipUri(user: string, place: string): string {
  return `sip:${escapeUser(user)}@${place}`;
}

/**
 * `"name" <uri>`, whatever the name holds: quotes and backslashes are escaped, control characters left out, since a
 * line end would begin another header.
 */
export function namedAddress(displayName: string, uri: string): string {
  const name = displayName.replace(/[\p{Cc}\p{Cs}]/gu, "");
  return name === "" ? `<${uri}>` : `${quote(name)} <${uri}>`;
}

/** Our Contact: where we are, and over what. */
export function contactValue(
  { extension, protocol }: { readonly extension: string; readonly protocol: SipProtocol },
  local: SocketAddress,
): string {
  const transport = protocol === "udp" ? "" : `;transport=${protocol}`;
  return `<${sipUri(extension, hostPort(local))}${transport}>`;
}
