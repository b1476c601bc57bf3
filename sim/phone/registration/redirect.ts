import { parseNameAddr, splitList } from "../../sip/message/name-addr.js";
import { parseSipUri } from "../../sip/message/uri.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { headerPattern, headerValues } from "../wire/header-scan.js";

const contactHeader = headerPattern("Contact", "m");
const mostHops = 3;

/**
 * Where a 3xx sends the phone: its first Contact with a sip URI (RFC 3261 §8.1.3.4).
 *
 * @param visited registrars of this attempt as `host:port`, the latest one last
 * @returns undefined if it leads to another host, in a circle, or further than three hops
 */
export function redirectTarget(head: string, visited: readonly string[]): SocketAddress | undefined {
  const uri = headerValues(head, contactHeader)
    .flatMap(splitList)
    .map((value) => parseSipUri(parseNameAddr(value)?.uri ?? ""))
    .find((each) => each?.scheme === "sip");
  if (uri === undefined || visited.length > mostHops) return undefined;
  const target = { host: uri.host, port: uri.port ?? 5060 };
  const isSameHost = visited.at(0)?.startsWith(`${target.host}:`) ?? false;
  return isSameHost && !visited.includes(`${target.host}:${target.port}`) ? target : undefined;
}
