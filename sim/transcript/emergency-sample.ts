import type { EmergencyPathView } from "./emergency-path-view.js";

/** How many calls were placed to prove emergency paths, by what came of them. */
export type SampleCounts = Readonly<Record<EmergencySample["verdict"], number>>;

export const noSamples: SampleCounts = { agreed: 0, dropped: 0, disagreed: 0 };

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
