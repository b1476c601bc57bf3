import type { Random } from "../../model/random.js";
import type { TransportOptions } from "./transport.js";

/**
 * Loses each datagram with the same chance, both ways alike: the `lose` of a transport.
 *
 * @param share 0 (none) to 1 (all).
 */
export function lossModel(random: Random, share: number): NonNullable<TransportOptions["lose"]> {
  return () => random.next() < share;
}
