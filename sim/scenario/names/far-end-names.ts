import { matchesPattern } from "../../dialplan/match-pattern.js";
import type { Setup } from "../../model/setup/setup.js";
import type { NameFault } from "./name-fault.js";

/** @returns why no call that leaves by a trunk can show this caller id: see `trunkCallerId` for where each comes from */
export function callerIdFault(number: string, setups: readonly Setup[]): NameFault | undefined {
  const known = [...new Set(setups.flatMap(callerIdsOf))];
  if (setups.length === 0 || known.includes(number)) return undefined;
  return { message: `no call of the setup can show the caller id "${number}"`, known };
}

function callerIdsOf({ locations, extensions, trunks }: Setup): string[] {
  return [
    ...Object.values(locations).map(({ callerId }) => callerId),
    ...Object.values(trunks).flatMap(({ callerId }) => callerId ?? []),
    ...Object.values(extensions).flatMap(({ emergencyCid, outboundCid }) => [
      ...(emergencyCid === undefined ? [] : [emergencyCid]),
      ...(outboundCid === undefined ? [] : [outboundCid]),
    ]),
    // What a call shows for which nothing else is set.
    ...Object.keys(extensions),
  ];
}

/** @returns why no call to this number can leave by a trunk: it leaves as it was dialled */
export function outsideNumberFault(number: string, setups: readonly Setup[]): NameFault | undefined {
  const patterns = setups.flatMap(({ routes }) => routes.flatMap((route) => route.patterns));
  if (setups.length === 0 || patterns.some((pattern) => matchesPattern(pattern, number))) return undefined;
  const known = patterns.filter((pattern) => /^\d+$/.test(pattern));
  return { message: `no route of the setup takes "${number}" out`, known: [...new Set(known)] };
}
