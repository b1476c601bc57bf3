import {
  type CallsWithout,
  causeOf,
  type DeskGaps,
  type EmergencyGap,
  type GapCause,
} from "./emergency-gaps.js";
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
  const { phone, location, never, lacked, callsWithout } = desk;
  const place = { of, phone, ...(location === undefined ? {} : { location }) };
  if (never && lacked !== undefined) {
    const { ms, link, missing } = lacked;
    const time = { gaps: 1, longestMs: ms, totalMs: ms };
    const calls = Object.values(callsWithout).reduce<CallsWithout>(
      (sum, { placed, reached }) => ({ placed: sum.placed + placed, reached: sum.reached + reached }),
      { placed: 0, reached: 0 },
    );
    return [{ ...place, link, missing, ...time, calls, never: true }];
  }
  return [...grouped(desk.gaps)].map(([cause, gaps]) => {
    const longest = gaps.reduce((found, gap) => (gap.durationMs > found.durationMs ? gap : found));
    const { link, missing, accepted } = longest;
    return {
      ...place,
      ...{ link, missing, gaps: gaps.length, longestMs: longest.durationMs },
      totalMs: gaps.reduce((sum, { durationMs }) => sum + durationMs, 0),
      calls: callsWithout[cause] ?? { placed: 0, reached: 0 },
      ...(accepted === undefined ? {} : { accepted }),
    };
  });
}

/** By cause; what somebody accepts is told apart. */
function grouped(gaps: readonly EmergencyGap[]): ReadonlyMap<GapCause, readonly EmergencyGap[]> {
  const groups = new Map<GapCause, readonly EmergencyGap[]>();
  for (const gap of gaps) groups.set(causeOf(gap), [...(groups.get(causeOf(gap)) ?? []), gap]);
  return groups;
}
