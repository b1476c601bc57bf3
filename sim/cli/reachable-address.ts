import { BlockList, isIP } from "node:net";
import { DeskfleetError } from "../model/errors.js";

/** Every address of the machine (RFC 6890): to listen on, not to be called at. */
const unspecified = new BlockList();
unspecified.addAddress("0.0.0.0");
unspecified.addAddress("::", "ipv6");

/**
 * Checks an address that phones are told: a backend that listens everywhere would be nowhere for them.
 * @param flag with its dashes, for the message
 * @throws DeskfleetError DF_CLI_USAGE where it is no numeric address of one place
 */
export function reachableAddress(flag: string, host: string): string {
  const family = isIP(host);
  if (family !== 0 && !unspecified.check(host, family === 6 ? "ipv6" : "ipv4")) return host;
  const fault = family === 0 ? "expected a numeric address" : "phones would be told it and reach nothing";
  throw new DeskfleetError(
    "DF_CLI_USAGE",
    `${flag} ${host}: ${fault}; name the one address of this machine that the phones reach`,
  );
}
