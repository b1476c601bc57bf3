import { type EmergencyPathView, hasPath } from "./emergency-path-view.js";

/** How many calls were placed to prove emergency paths, by what came of them. */
export interface SampleCounts extends Readonly<Record<EmergencySample["verdict"], number>> {
  /** Of all of them, those of desks that had a path right before: the others could not but come to nothing. */
  readonly withPath: number;
}

export const noSamples: SampleCounts = { agreed: 0, dropped: 0, disagreed: 0, withPath: 0 };

/** The counts with one more call. */
export function withSample(counts: SampleCounts, { verdict, expected }: EmergencySample): SampleCounts {
  const withPath = counts.withPath + (hasPath(expected) ? 1 : 0);
  return { ...counts, [verdict]: counts[verdict] + 1, withPath };
}

/** One call that was placed to prove an emergency path (emergency.md §5). */
export interface EmergencySample {
  readonly number: string;
  /** As it was worked out right before the call. */
  readonly expected: EmergencyPathView;
  readonly reached: boolean;
  /** `dropped`: the call proves nothing, because the path changed meanwhile, or only the phone thinks that it is broken. */
  readonly verdict: "agreed" | "dropped" | "disagreed";
  /** Why it was dropped, or what became of the call; empty where it agreed. */
  readonly why: string;
}
