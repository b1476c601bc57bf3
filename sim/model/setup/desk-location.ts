import type { Location, Setup } from "./setup.js";
import { inSubnet } from "./subnet.js";

/** The location whose network holds the address: how a desk is known, whoever is logged in at it. */
export function locationOf(setup: Setup, address: string): Location | undefined {
  return Object.values(setup.locations).find(({ subnet }) => inSubnet(address, subnet));
}

/**
 * What the address list of the PSAP (ALI) has for a number: the first location whose caller id has that number.
 * @returns its name and what the setup says of it
 */
export function addressListed(
  { locations }: Pick<Setup, "locations">,
  number: string,
): [string, Location] | undefined {
  return Object.entries(locations).find(([, { callerId }]) => callerId === number);
}
