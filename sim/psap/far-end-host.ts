import { isIP } from "node:net";

/**
 * Where the far end listens: on loopback, so that no machine but this one can place a call to our PSAP. Only a SIP
 * server on another machine has to reach it from there (emergency.md §7 rule 7).
 * @param host what phones reach the backend at
 * @param servers addresses of a SIP server that is not ours; none: the embedded one
 */
export function farEndHost(host: string, servers: readonly string[]): string {
  if (!servers.every(isLoopback)) return host;
  return isIP(host) === 6 ? "::1" : "127.0.0.1";
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}
