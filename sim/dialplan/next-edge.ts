import type { TimeGroup } from "../model/setup/calling.js";
import { isOpen } from "./time-group.js";

const minuteMs = 60_000;

/**
 * When a time group opens or closes next. It does so at a full minute, and by a clock that may be set to summer time in
 * between: each minute is asked.
 * @param epochMs wall clock of the PBX
 * @param horizonMs how far to look
 * @returns in ms since 1970, later than `epochMs`; undefined: none of them does until then
 */
export function nextEdge(
  groups: readonly TimeGroup[],
  epochMs: number,
  horizonMs: number,
): number | undefined {
  const before = groups.map((group) => isOpen(group, epochMs));
  const first = (Math.floor(epochMs / minuteMs) + 1) * minuteMs;
  for (let atMs = first; atMs <= epochMs + horizonMs; atMs += minuteMs) {
    if (groups.some((group, index) => isOpen(group, atMs) !== before[index])) return atMs;
  }
  return undefined;
}
