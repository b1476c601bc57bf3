import { type EmergencyFigures, gapText } from "../../sim/transcript/emergency-figures.js";
import type { SampleCounts } from "../../sim/transcript/emergency-sample.js";
import type { Colour } from "./colour.js";

/**
 * How the desks of a run could call for help, in one line, and a line more for what somebody accepts. Empty where no
 * path was worked out.
 */
export function emergencyLines(figures: EmergencyFigures | undefined, colour: Colour): string[] {
  if (figures === undefined) return [];
  const { desks, never, watchedMs, withoutMs, unknownMs, longestGap, accepted, samples } = figures;
  const place = longestGap && [longestGap.of, longestGap.phone].filter((part) => part !== "").join(", ");
  const parts = [
    longestGap === undefined
      ? `no gap in the emergency ${desks === 1 ? "path of the desk" : `paths of ${desks} desks`}`
      : `${seconds(withoutMs)} of ${seconds(watchedMs)} without an emergency path${desks === 1 ? "" : `, ${desks} desks together`}; ` +
        `the longest ${gapText(longestGap)}: ${place}`,
    ...(unknownMs > 0 ? [`${seconds(unknownMs)} unknown`] : []),
    ...(never > 0 ? [`${never} more never had one`] : []),
  ];
  const sampled = samples.agreed + samples.dropped + samples.disagreed;
  const signed = [...new Set(accepted.map(({ by }) => by))];
  return [
    colour.dim(`911: ${parts.join("; ")}`),
    ...(sampled === 0 ? [] : [colour.dim(`     ${sampledText(samples, sampled)}`)]),
    ...signed.map((by) => colour.dim(`     accepted without one by ${by}`)),
  ];
}

/** `100 calls sampled: 97 did what the path says, 3 prove nothing`. */
function sampledText({ agreed, dropped, disagreed }: SampleCounts, all: number): string {
  const parts = [
    `${agreed} did what the path says`,
    ...(dropped > 0 ? [`${dropped} prove nothing (the path changed meanwhile)`] : []),
    ...(disagreed > 0 ? [`${disagreed} DID NOT`] : []),
  ];
  return `${all} ${all === 1 ? "call" : "calls"} sampled: ${parts.join(", ")}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
