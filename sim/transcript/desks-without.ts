import type { CallsWithout, DeskGaps, EmergencyGap } from "./emergency-gaps.js";
import type { EmergencyLink } from "./emergency-path-view.js";

/** The time of one desk without an emergency path for one cause: the link that broke first. Times are milliseconds. */
export interface DeskWithout {
  /** Name of the scenario; empty for a fleet. */
  readonly of: string;
  readonly phone: string;
  readonly location?: string;
  readonly link: EmergencyLink;
  /** What was wrong with it in the longest of these gaps. */
  readonly missing: string;
  readonly gaps: number;
  readonly longestMs: number;
  readonly totalMs: number;
  /** That were sampled in these gaps. */
  readonly calls: CallsWithout;
  /** It never had a path: this is its time with power. */
  readonly never?: true;
  /** Who accepts it, and why; absent: nobody. */
  readonly accepted?: string;
}

/** The desks of one scenario or fleet. */
interface Desks {
  readonly of: string;
  readonly desks: readonly DeskGaps[];
}

/** @returns a row for each desk and cause, the longest in all first */
export function desksWithout(watched: readonly Desks[]): DeskWithout[] {
  return watched
    .flatMap(({ of, desks }) => desks.flatMap((desk) => causesOf(of, desk)))
    .sort((one, other) => other.totalMs - one.totalMs);
}

function causesOf(of: string, desk: DeskGaps): DeskWithout[] {
  const { phone, location, never, lacked } = desk;
  const place = { of, phone, ...(location === undefined ? {} : { location }) };
  if (never && lacked !== undefined) {
    const { ms, link, missing, calls } = lacked;
    return [{ ...place, link, missing, gaps: 1, longestMs: ms, totalMs: ms, calls, never: true }];
  }
  return grouped(desk.gaps).map((gaps) => {
    const longest = gaps.reduce((found, gap) => (gap.durationMs > found.durationMs ? gap : found));
    const { link, missing, accepted } = longest;
    return {
      ...place,
      ...{ link, missing, gaps: gaps.length, longestMs: longest.durationMs },
      totalMs: sum(gaps, ({ durationMs }) => durationMs),
      calls: {
        placed: sum(gaps, ({ calls }) => calls.placed),
        reached: sum(gaps, ({ calls }) => calls.reached),
      },
      ...(accepted === undefined ? {} : { accepted }),
    };
  });
}

/** By the link that broke first; what somebody accepts is told apart. */
function grouped(gaps: readonly EmergencyGap[]): readonly (readonly EmergencyGap[])[] {
  const groups = new Map<string, EmergencyGap[]>();
  for (const gap of gaps) {
    const cause = `${gap.link} ${gap.accepted ?? ""}`;
    groups.set(cause, [...(groups.get(cause) ?? []), gap]);
  }
  return [...groups.values()];
}

function sum(gaps: readonly EmergencyGap[], of: (gap: EmergencyGap) => number): number {
  return gaps.reduce((total, gap) => total + of(gap), 0);
}
