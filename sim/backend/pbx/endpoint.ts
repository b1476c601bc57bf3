import type { Setup } from "../../model/setup/setup.js";
import { inSubnet } from "../../model/setup/subnet.js";
import type { SipRequest } from "../../sip/message/message.js";
import { fromUser } from "../../sip/message/parties.js";

/** The extension that a request is taken as, whether it exists or not. */
export interface Endpoint {
  readonly user: string | undefined;
  /** Found by the source address alone; the From user was not looked at. */
  readonly byAddress: boolean;
}

/**
 * Identify order ip, username (PBX-18): where the source address is on the Match (Permit) list of an extension, the
 * request is of that one, whatever its From says (PBX-70 to PBX-73). Where two lists hold it FreePBX leaves open
 * which wins (PBX-74); here the first of the setup.
 * @param address source address of the packet
 */
export function endpointOf(request: SipRequest, address: string, setup: Setup): Endpoint {
  const match = matchLists(setup).find(({ networks }) => networks.some((each) => inSubnet(address, each)));
  return match ? { user: match.extension, byAddress: true } : { user: fromUser(request), byAddress: false };
}

interface MatchList {
  readonly extension: string;
  readonly networks: readonly string[];
}

const matchListsOf = new WeakMap<Setup, readonly MatchList[]>();

/** Hardly an extension has such a list, and every request asks: it is looked for once in each state of the setup. */
function matchLists(setup: Setup): readonly MatchList[] {
  const known = matchListsOf.get(setup);
  if (known) return known;
  const lists = Object.entries(setup.extensions)
    .map(([extension, { matchPermit }]) => ({ extension, networks: matchPermit }))
    .filter(({ networks }) => networks.length > 0);
  matchListsOf.set(setup, lists);
  return lists;
}
