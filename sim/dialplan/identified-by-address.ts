import type { Setup } from "../model/setup/setup.js";
import { inSubnet } from "../model/setup/subnet.js";

/** Match (Permit) of an extension. */
export interface MatchList {
  readonly extension: string;
  readonly networks: readonly string[];
}

const knownOf = new WeakMap<Setup, readonly MatchList[]>();

/**
 * The extension that whatever comes from this address is taken as, whoever it says that it is: the one whose Match
 * (Permit) list holds it (PBX-70 to PBX-73). Where two lists hold it FreePBX leaves open which wins (PBX-74); here the
 * first of the setup.
 * @returns undefined where none does: then the user name decides
 */
export function identifiedByAddress(setup: Setup, address: string): string | undefined {
  return matchLists(setup).find(({ networks }) => networks.some((each) => inSubnet(address, each)))
    ?.extension;
}

/** Hardly an extension has such a list, and every request asks: it is looked for once in each state of the setup. */
export function matchLists(setup: Setup): readonly MatchList[] {
  const known = knownOf.get(setup);
  if (known) return known;
  const lists = Object.entries(setup.extensions)
    .map(([extension, { matchPermit }]) => ({ extension, networks: matchPermit }))
    .filter(({ networks }) => networks.length > 0);
  knownOf.set(setup, lists);
  return lists;
}
