import { lookup } from "node:dns/promises";
import { isIPv4 } from "node:net";
import type { HostRecord } from "../model/setup/setup.js";

type Network = keyof HostRecord;

/**
 * The name service of a desk's network (HD-11, HD-33): names of the setup mean what they say for that network,
 * an address means itself, and every other name is asked of the system, for IPv4.
 * @param backendHost what `backend` means; undefined: such a name resolves to nothing
 * @returns resolves a host to an IPv4 address, or to undefined where there is none; never rejects
 */
export function hostResolver(
  names: Readonly<Record<string, HostRecord>>,
  network: Network,
  backendHost: string | undefined,
): (host: string) => Promise<string | undefined> {
  const known = new Map(Object.entries(names).map(([name, record]) => [name.toLowerCase(), record]));
  return async (host) => {
    if (isIPv4(host)) return host;
    const answer = known.get(host.toLowerCase())?.[network];
    if (answer === "none") return undefined;
    if (answer !== undefined && answer !== "backend") return answer;
    const asked = answer === "backend" ? backendHost : host;
    if (asked === undefined || isIPv4(asked)) return asked;
    return await systemAddress(asked);
  };
}

async function systemAddress(host: string): Promise<string | undefined> {
  try {
    return (await lookup(host, { family: 4 })).address;
  } catch {
    return undefined;
  }
}
