import { matchesPattern } from "../../dialplan/match-pattern.js";
import { sentPattern } from "../../dialplan/pattern-row.js";
import { patternsOf } from "../../dialplan/patterns.js";
import { parseCallerId } from "../../model/setup/caller-id-text.js";
import type { Setup } from "../../model/setup/setup.js";
import type { NameFault } from "./name-fault.js";

/** @returns why no call that leaves by a trunk can show this caller id: see `trunkCallerId` for where each comes from */
export function callerIdFault(number: string, setups: readonly Setup[]): NameFault | undefined {
  const known = [...new Set(setups.flatMap(callerIdsOf))];
  if (setups.length === 0 || known.includes(number)) return undefined;
  return { message: `no call of the setup can show the caller id "${number}"`, known };
}

function callerIdsOf({ locations, extensions, trunks, routes }: Setup): string[] {
  const texts = [
    ...Object.values(locations).map(({ callerId }) => callerId),
    ...Object.values(trunks).map(({ callerId }) => callerId),
    ...routes.map(({ callerId }) => callerId?.number),
    ...Object.values(extensions).flatMap((each) => [each.emergencyCid, each.outboundCid, each.cidMasquerade]),
    // What a call shows for which nothing else is set.
    ...Object.keys(extensions),
  ];
  return texts.flatMap((text) => parseCallerId(text ?? "")?.number ?? []);
}

/** @returns why no call to this number can leave by a trunk: routes change numbers, and so do dial rules of trunks */
export function outsideNumberFault(number: string, setups: readonly Setup[]): NameFault | undefined {
  const patterns = setups.flatMap(({ routes }) => routes.flatMap(patternsOf)).map(sentPattern);
  const isRuled = setups.some(({ trunks }) =>
    Object.values(trunks).some(({ dialRules }) => dialRules.length > 0),
  );
  if (setups.length === 0 || isRuled || patterns.some((pattern) => matchesPattern(pattern, number)))
    return undefined;
  const known = patterns.filter((pattern) => /^\d+$/.test(pattern));
  return { message: `no route of the setup takes "${number}" out`, known: [...new Set(known)] };
}
