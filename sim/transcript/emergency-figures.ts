import type { DeskDegraded } from "./degraded-desks.js";
import { type DeskWithout, desksWithout } from "./desks-without.js";
import type { DeskGaps, EmergencyGap } from "./emergency-gaps.js";
import { type EmergencyLink, emergencyLinks } from "./emergency-path-view.js";
import { noSamples, type SampleCounts } from "./emergency-sample.js";
import { secondsText } from "./seconds-text.js";

/** The desks of one scenario or fleet, how they could call for help, and the calls that proved it. */
export interface WatchedDesks {
  /** Name of the scenario; empty for a fleet. */
  readonly of: string;
  readonly desks: readonly DeskGaps[];
  readonly degraded: readonly DeskDegraded[];
  readonly samples: SampleCounts;
}

/** How the desks of a whole run could call for help (emergency.md §5). Times are milliseconds. */
export interface EmergencyFigures {
  /** That had a path at some time. */
  readonly desks: number;
  /** That had power, and never one. */
  readonly never: number;
  /** Time of all of them together, with power and since their first path. */
  readonly watchedMs: number;
  /** Of it, without a path and accepted by nobody. */
  readonly withoutMs: number;
  readonly unknownMs: number;
  readonly degradedMs: Readonly<Partial<Record<EmergencyLink, number>>>;
  /** Absent: there was none. */
  readonly longestGap?: EmergencyGap & { readonly of: string; readonly phone: string };
  /** Gaps that somebody accepts: they did not pass, and are told. */
  readonly accepted: readonly { readonly of: string; readonly phone: string; readonly by: string }[];
  readonly samples: SampleCounts;
  /** Time without a path by desk and cause, the longest in all first. */
  readonly without: readonly DeskWithout[];
  /** Time with a path and something wrong about it, in the same order. */
  readonly degraded: readonly (DeskDegraded & { readonly of: string })[];
}

/** @returns undefined where no path was worked out */
export function emergencyFigures(watched: readonly WatchedDesks[]): EmergencyFigures | undefined {
  const all = watched.flatMap(({ of, desks }) => desks.map((desk) => ({ of, ...desk })));
  if (all.length === 0) return undefined;
  const sum = (value: (desk: DeskGaps) => number): number =>
    all.reduce((total, desk) => total + value(desk), 0);
  const gaps = all.flatMap(({ of, phone, gaps: each }) => each.map((gap) => ({ of, phone, ...gap })));
  const longest = gaps
    .filter(({ accepted }) => accepted === undefined)
    .reduce<(typeof gaps)[number] | undefined>(
      (found, gap) => (found && found.durationMs >= gap.durationMs ? found : gap),
      undefined,
    );
  return {
    desks: all.filter(({ never }) => !never).length,
    never: all.filter(({ never }) => never).length,
    watchedMs: sum(({ watchedMs }) => watchedMs),
    withoutMs: sum(({ withoutMs }) => withoutMs),
    unknownMs: sum(({ unknownMs }) => unknownMs),
    degradedMs: degradedOf(all),
    ...(longest === undefined ? {} : { longestGap: longest }),
    accepted: gaps.flatMap(({ of, phone, accepted }) =>
      accepted === undefined ? [] : [{ of, phone, by: accepted }],
    ),
    without: desksWithout(watched),
    degraded: watched
      .flatMap(({ of, degraded }) => degraded.map((row) => ({ of, ...row })))
      .sort((one, other) => other.totalMs - one.totalMs),
    samples: watched.reduce(
      (total, { samples: { agreed, dropped, disagreed, withPath } }) => ({
        agreed: total.agreed + agreed,
        dropped: total.dropped + dropped,
        disagreed: total.disagreed + disagreed,
        withPath: total.withPath + withPath,
      }),
      noSamples,
    ),
  };
}

function degradedOf(desks: readonly DeskGaps[]): EmergencyFigures["degradedMs"] {
  const total: Partial<Record<EmergencyLink, number>> = {};
  for (const { degradedMs } of desks) {
    for (const link of Object.keys(degradedMs) as EmergencyLink[]) {
      total[link] = (total[link] ?? 0) + (degradedMs[link] ?? 0);
    }
  }
  return total;
}

/** `0.4 s (power: booting)` */
export function gapText(gap: EmergencyGap): string {
  return `${secondsText(gap.durationMs)} (${causeText(gap)})`;
}

/** `power: booting` */
export function causeText({ link, missing }: Pick<EmergencyGap, "link" | "missing">): string {
  return `${emergencyLinks[link]}: ${missing}`;
}
