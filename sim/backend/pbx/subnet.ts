/**
 * Is an IPv4 address inside a network of the form `10.1.0.0/16`?
 * @param subnet prefix length 8, 16 or 24, as a setup allows
 */
export function inSubnet(address: string, subnet: string): boolean {
  const [network = "", prefix = "32"] = subnet.split("/");
  const octets = Number(prefix) / 8;
  return address.split(".").slice(0, octets).join(".") === network.split(".").slice(0, octets).join(".");
}
