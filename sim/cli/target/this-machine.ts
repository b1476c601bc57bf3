import { inSubnet } from "../../model/setup/subnet.js";

/** Is it an address of loopback (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3), or its name? Nothing sent there leaves the machine. */
export function isThisMachine(host: string): boolean {
  return host.toLowerCase() === "localhost" || host === "::1" || inSubnet(host, "127.0.0.0/8");
}
