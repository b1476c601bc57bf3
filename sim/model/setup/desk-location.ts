import type { Location, Setup } from "./setup.js";
import { inSubnet } from "./subnet.js";

/** The location whose network holds the address: how a desk is known, whoever is logged in at it. */
export function locationOf(setup: Setup, address: string): Location | undefined {
  return Object.values(setup.locations).find(({ subnet }) => inSubnet(address, subnet));
}
