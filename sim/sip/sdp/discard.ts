/**
 * RTP sent here is thrown away, by who has ears for signalling alone. Not 0, which would refuse the stream (RFC 3264
 * §6).
 */
export const discardPort = 9;

/** The lines of a description that name an address. @param host numeric */
export function addressOf(host: string) {
  const version = host.includes(":") ? 6 : 4;
  return {
    origin: { username: "-", netType: "IN", ipVer: version, address: host },
    connection: { version, ip: host },
  } as const;
}
