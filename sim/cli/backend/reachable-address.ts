import { BlockList, isIP } from "node:net";
import { DeskfleetError } from "../../model/errors.js";

/** Every address of the machine (RFC 6890): to listen on, not to be called at. */
const unspecified = new BlockList();
unspecified.addAddress("0.0.0.0");
unspecified.addAddress("::", "ipv6");

/** Who listens, and who has to reach it, for messages. */
interface Parties {
  readonly listener: string;
  readonly peers: string;
}

/**
 * Checks an address that others will be given. They cannot use the one that means "listen everywhere".
 * @param flag with its dashes, for the message
 * @throws DeskfleetError DF_CLI_USAGE where it is not one numeric IPv4 address
 */
export function reachableAddress(
  flag: string,
  host: string,
  { listener, peers }: Parties = { listener: "backend", peers: "phones" },
): string {
  const family = isIP(host);
  const everywhere = family !== 0 && unspecified.check(host, family === 6 ? "ipv6" : "ipv4");
  if (family === 4 && !everywhere) return host;
  const fault = everywhere
    ? `${peers} cannot reach a ${listener} by that address`
    : family === 6
      ? `${peers} and ${listener} speak IPv4 only`
      : "expected a numeric address";
  throw new DeskfleetError(
    "DF_CLI_USAGE",
    `${flag} ${host}: ${fault}; use the IPv4 address of this machine that the ${peers} reach`,
  );
}
