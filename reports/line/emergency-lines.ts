import { causeText, type EmergencyFigures, gapText } from "../../sim/transcript/emergency-figures.js";
import type { SampleCounts } from "../../sim/transcript/emergency-sample.js";
import { secondsText } from "../../sim/transcript/seconds-text.js";
import type { Colour } from "./colour.js";

/**
 * How the desks of a run could call for help: gaps, sampled calls, and what somebody accepts, a line each. Empty where no
 * path was worked out.
 */
export function emergencyLines(figures: EmergencyFigures | undefined, colour: Colour): string[] {
  if (figures === undefined) return [];
  const { samples, accepted } = figures;
  const sampled = samples.agreed + samples.dropped + samples.disagreed;
  const signed = [...new Set(accepted.map(({ by }) => by))];
  return [
    `911: ${gapsText(figures)}`,
    ...degradedText(figures).map((text) => `     ${text}`),
    ...(sampled === 0 ? [] : [`     ${sampledText(samples, sampled)}`]),
    ...signed.map((by) => `     left without one by consent of ${by}`),
  ].map((line) => colour.dim(line));
}

function gapsText(figures: EmergencyFigures): string {
  const { desks, never, watchedMs, withoutMs, unknownMs, longestGap } = figures;
  const place = longestGap && placeOf(longestGap);
  const more = [
    ...(unknownMs > 0 ? [`${secondsText(unknownMs)} unknown`] : []),
    ...(never > 0 && desks > 0 ? [`${never} more never had one${neverNamed(figures)}`] : []),
  ];
  if (desks === 0) return [`${counted(never)} never had an emergency path`, ...more].join("; ");
  if (longestGap === undefined)
    return [`no gap in the emergency paths of ${counted(desks)}`, ...more].join("; ");
  const time = `${secondsText(withoutMs)} of ${secondsText(watchedMs)} without an emergency path`;
  const across = desks === 1 ? "" : ` across ${counted(desks)}`;
  return [`${time}${across}`, `the longest ${gapText(longestGap)}: ${place}`, ...more].join("; ");
}

/** Names of desks that a line holds. */
const mostNamed = 3;

/** `2 desks degraded, the longest 20.1 s (call-back: …): desk-3; 1 stays so: desk-101`; empty where none was. */
function degradedText({ degraded }: EmergencyFigures): string[] {
  const [longest] = degraded.toSorted((one, other) => other.longestMs - one.longestMs);
  if (longest === undefined) return [];
  const desks = new Set(degraded.map(placeOf)).size;
  const staying = degraded.filter(({ stays }) => stays);
  const time = `${secondsText(longest.longestMs)} (${causeText(longest)})`;
  const all = `${counted(desks)} degraded, the longest ${time}: ${placeOf(longest)}`;
  const stay = staying.length === 1 ? "1 stays so" : `${staying.length} stay so`;
  const phones = named(staying, ({ phone }) => phone);
  return [staying.length === 0 ? all : `${all}; ${stay}${phones}`];
}

/** `: desk-101 (admission: not registered: the phone does not dial)` */
function neverNamed({ without }: EmergencyFigures): string {
  const rows = without.filter(({ never }) => never);
  return named(rows, (row) => `${placeOf(row)} (${causeText(row)})`);
}

/** Empty where they are of several scenarios: the reports of each tell of its desks, and here they would be a page. */
function named<Row extends { readonly of: string }>(
  rows: readonly Row[],
  text: (row: Row) => string,
): string {
  if (new Set(rows.map(({ of }) => of)).size !== 1) return "";
  const more = rows.length - mostNamed;
  return `: ${rows.slice(0, mostNamed).map(text).join("; ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function placeOf({ of, phone }: { readonly of: string; readonly phone: string }): string {
  return [of, phone].filter((part) => part !== "").join(", ");
}

/**
 * `100 calls sampled, 80 of them with a path: 97 did what the path says, 3 prove nothing`. Where no desk had a path, that all
 * came to nothing is no success.
 */
function sampledText({ agreed, dropped, disagreed, withPath }: SampleCounts, all: number): string {
  const parts = [
    withPath === 0 ? `${agreed} came to nothing, as they had to` : `${agreed} did what the path says`,
    ...(dropped > 0 ? [`${dropped} ${dropped === 1 ? "proves" : "prove"} nothing`] : []),
    ...(disagreed > 0 ? [`${disagreed} DID SOMETHING ELSE`] : []),
  ];
  return `${all} ${all === 1 ? "call" : "calls"} sampled, ${withPath} of them from desks with a path: ${parts.join(", ")}`;
}

function counted(desks: number): string {
  return desks === 1 ? "1 desk" : `${desks} desks`;
}
