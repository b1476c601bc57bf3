/**
 * Is an IPv4 address inside a network of the form `10.1.0.0/16`? A network without a prefix length is one address.
 * Text that is not an address is in no network.
 */
export function inSubnet(address: string, subnet: string): boolean {
  const [network = "", prefix = "32"] = subnet.split("/");
  const wanted = toNumber(network);
  const found = toNumber(address);
  const bits = Number(prefix);
  if (wanted === undefined || found === undefined || !(bits >= 0 && bits <= 32)) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(wanted / size) === Math.floor(found / size);
}

/** Does one of the two networks lie in the other? Networks of whole bits either do, or have no address in common. */
export function subnetsOverlap(left: string, right: string): boolean {
  return inSubnet(networkAddress(left), right) || inSubnet(networkAddress(right), left);
}

/** Are all addresses of the inner network in the outer one? */
export function subnetHolds(outer: string, inner: string): boolean {
  return prefixOf(outer) <= prefixOf(inner) && inSubnet(networkAddress(inner), outer);
}

/** An address that is in the network, whatever its size. */
export function networkAddress(subnet: string): string {
  return subnet.split("/")[0] ?? "";
}

/** The addresses of a network, as numbers: the first one, and how many there are. `undefined` where it is none. */
export function addressBlock(subnet: string): AddressBlock | undefined {
  const [network = "", prefix = "32"] = subnet.split("/");
  const address = toNumber(network);
  const bits = Number(prefix);
  if (address === undefined || !(bits >= 0 && bits <= 32)) return undefined;
  const size = 2 ** (32 - bits);
  return { first: address - (address % size), size };
}

export interface AddressBlock {
  readonly first: number;
  /** A power of 2. */
  readonly size: number;
}

/** @returns `127.20.0.0/16`; an address alone has no length */
export function subnetText({ first, size }: AddressBlock): string {
  const address = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
  return size === 1 ? address : `${address}/${32 - Math.log2(size)}`;
}

function prefixOf(subnet: string): number {
  return Number(subnet.split("/")[1] ?? "32");
}

function toNumber(address: string): number | undefined {
  const octets = address.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256)) {
    return undefined;
  }
  return octets.reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
