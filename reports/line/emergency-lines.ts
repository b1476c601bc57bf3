import { emergencyFigures, gapText, type WatchedDesks } from "../../sim/transcript/emergency-figures.js";
import type { Colour } from "./colour.js";

/**
 * How the desks of a run could call for help, in one line, and a line more for what somebody accepts. Empty where no
 * path was worked out.
 */
export function emergencyLines(watched: readonly WatchedDesks[], colour: Colour): string[] {
  const figures = emergencyFigures(watched);
  if (figures === undefined) return [];
  const { desks, never, watchedMs, withoutMs, unknownMs, longestGap, accepted } = figures;
  const place = longestGap && [longestGap.of, longestGap.phone].filter((part) => part !== "").join(", ");
  const parts = [
    longestGap === undefined
      ? `no gap in the emergency ${desks === 1 ? "path of the desk" : `paths of ${desks} desks`}`
      : `${seconds(withoutMs)} of ${seconds(watchedMs)} without an emergency path${desks === 1 ? "" : `, ${desks} desks together`}; ` +
        `the longest ${gapText(longestGap)}: ${place}`,
    ...(unknownMs > 0 ? [`${seconds(unknownMs)} unknown`] : []),
    ...(never > 0 ? [`${never} more never had one`] : []),
  ];
  const signed = [...new Set(accepted.map(({ by }) => by))];
  return [
    colour.dim(`911: ${parts.join("; ")}`),
    ...signed.map((by) => colour.dim(`     accepted without one by ${by}`)),
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
