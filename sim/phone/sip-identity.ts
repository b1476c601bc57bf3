import { isIP } from "node:net";
import type { SipIdentity } from "./ports.js";
import type { DeskAccount } from "./provisioning/desk-config.js";

/**
 * The account with its server as an address of the desk's network.
 * @returns in words, why the server cannot be reached by its name
 */
export async function resolveIdentity(
  account: DeskAccount,
  resolve: (host: string) => Promise<string | undefined>,
  sipUserAgent: string,
): Promise<SipIdentity | string> {
  const host = isIP(account.host) === 0 ? await resolve(account.host) : account.host;
  if (host === undefined) return `the name ${account.host} does not resolve`;
  return {
    extension: account.extension,
    authUser: account.authUser,
    password: account.password,
    displayName: account.displayName,
    server: { host, port: account.port },
    serverName: account.host,
    protocol: account.protocol,
    expiresSeconds: account.expiresSeconds,
    registers: account.registers,
    userAgent: sipUserAgent,
  };
}

/** Whether one connection serves both: over TLS only where the far end must prove to be the same server. */
export function sharesFlow(
  one: Pick<SipIdentity, "protocol" | "serverName">,
  other: Pick<SipIdentity, "protocol" | "serverName">,
): boolean {
  return one.protocol === other.protocol && (one.protocol !== "tls" || one.serverName === other.serverName);
}

/** True where registering again would change nothing for the PBX. */
export function sameIdentity(one: SipIdentity | undefined, other: SipIdentity | undefined): boolean {
  if (!one || !other) return one === other;
  return (
    one.extension === other.extension &&
    one.authUser === other.authUser &&
    one.password === other.password &&
    one.displayName === other.displayName &&
    one.server.host === other.server.host &&
    one.server.port === other.server.port &&
    one.serverName === other.serverName &&
    one.protocol === other.protocol &&
    one.expiresSeconds === other.expiresSeconds &&
    one.registers === other.registers &&
    one.userAgent === other.userAgent
  );
}
