import type { Location } from "../model/setup/setup.js";
import { networkAddress, subnetHolds, subnetsOverlap } from "../model/setup/subnet.js";
import { decide } from "./decide.js";
import type { Decision, DialRequest } from "./decision.js";
import { matchLists } from "./identified-by-address.js";

/** A call from a desk that stands somewhere. */
export type DeskRequest = Omit<DialRequest, "address"> & {
  /** Undefined: the setup does not know where. */
  readonly location: Location | undefined;
};

/**
 * What the PBX does with a call from a location, its door included: where Match (Permit) of another extension holds its
 * whole network, every phone there is taken for that one, and its own password is wrong (PBX-71). Of a list that holds a
 * part of the network it is what the other desks get: `takenDesks` names those.
 */
export function decideAt({ location, ...call }: DeskRequest): Decision {
  const taken =
    location &&
    matchLists(call.setup).find(({ networks }) => networks.some((each) => subnetHolds(each, location.subnet)))
      ?.extension;
  if (taken === undefined || taken === call.caller)
    return decide({ ...call, address: location && networkAddress(location.subnet) });
  const why = `the phone is taken for ${taken} by its address, and its password is wrong for that`;
  return {
    steps: [{ rule: "PBX-71", path: ["extensions", taken, "match-permit"], text: why }],
    end: { kind: "refuse", status: 401, why },
  };
}

/** Which desks of a location Match (Permit) of other extensions takes out of those that can call, in words (PBX-71). */
export function takenDesks({
  setup,
  caller,
  location,
}: Pick<DeskRequest, "setup" | "caller" | "location">): string | undefined {
  if (location === undefined) return undefined;
  const taken = matchLists(setup).flatMap(({ extension, networks }) => {
    const part = networks.filter(
      (each) => subnetsOverlap(each, location.subnet) && !subnetHolds(each, location.subnet),
    );
    return extension === caller || part.length === 0 ? [] : [`${part.join(", ")} are taken for ${extension}`];
  });
  return taken.length === 0 ? undefined : `desks at ${taken.join(", at ")} and cannot call`;
}
