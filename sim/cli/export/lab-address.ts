import { BlockList, isIP } from "node:net";
import type { Address } from "../../backend/asterisk/export/export-options.js";
import { DeskfleetError } from "../../model/errors.js";
import { hostPort } from "../flags/host-port.js";
import { singleText } from "../flags/text-option.js";

/** Loopback, private and link-local networks (RFC 6890): where a laboratory is (emergency.md §7 rule 2). */
const laboratory = new BlockList();
for (const [network, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
  ["192.0.2.0", 24],
] as const) {
  laboratory.addSubnet(network, bits, "ipv4");
}

/**
 * Reads the address of a far end. A name could come to mean another machine tomorrow, and beyond the laboratory may be
 * a carrier that takes 911 to people.
 * @throws DeskfleetError DF_CLI_USAGE
 */
export function labAddress(flag: string): (value: unknown) => Address | undefined {
  return (value) => {
    const text = singleText(flag)(value);
    if (text === undefined) return undefined;
    const address = hostPort(text);
    if (address === undefined || isIP(address.host) !== 4) {
      throw new DeskfleetError(
        "DF_CLI_USAGE",
        `--${flag} ${text}: expected a numeric IPv4 address and a port`,
      );
    }
    if (!laboratory.check(address.host, "ipv4")) {
      const message = `--${flag} ${text}: expected an address of this machine or of a private network`;
      throw new DeskfleetError("DF_CLI_USAGE", message);
    }
    return address;
  };
}
