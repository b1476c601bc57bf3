import { BlockList, isIP } from "node:net";

const blocks = new BlockList();
blocks.addSubnet("127.0.0.0", 8);
blocks.addSubnet("10.0.0.0", 8);
blocks.addSubnet("172.16.0.0", 12);
blocks.addSubnet("192.168.0.0", 16);
blocks.addSubnet("fc00::", 7, "ipv6");
blocks.addAddress("::1", "ipv6");

/**
 * Whether an address is loopback or private (RFC 1918, RFC 4193). A name is not: what it resolves to can change
 * between the check and the call; `localhost` is the one exception.
 */
export function isPrivateAddress(host: string): boolean {
  if (host === "localhost") return true;
  const family = isIP(host);
  return family !== 0 && blocks.check(host, family === 6 ? "ipv6" : "ipv4");
}
