import type { FaultName } from "../../model/rules/faults.js";
import type { Setup } from "../../model/setup/setup.js";

type Network = Setup["locations"][string]["network"];

/** Planted defects of the network that a desk is in (ADR 6). */
const bends: Readonly<Partial<Record<FaultName, (network: Network) => Network>>> = {
  "offsite-resolves-as-onsite": () => "onsite",
};

/** @returns the network whose name service answers a desk in `network` */
export function nameServiceOf(network: Network, faults: readonly FaultName[]): Network {
  return faults.reduce((asked, name) => bends[name]?.(asked) ?? asked, network);
}
