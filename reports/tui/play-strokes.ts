import type { KeyStroke } from "./fleet-input.js";
import type { FleetSnapshot } from "./fleet-source.js";
import { type ViewEffect, type ViewState, viewContext, viewStep } from "./view-state.js";

interface StrokesToPlay {
  readonly strokes: readonly KeyStroke[];
  readonly state: ViewState;
  /** Lines of the list that fit. */
  readonly height: number;
  /** The fleet as it is now, which may be newer than the frame that is shown. */
  readonly snapshot: () => FleetSnapshot;
  readonly carryOut: (effect: ViewEffect) => void;
}

/**
 * Plays the strokes of one read of the terminal. What a stroke does is done before the next one is looked at: a Tab
 * moves a form on to its last field, where Enter submits.
 * @returns the state after the last
 */
export function playStrokes({ strokes, state, height, snapshot, carryOut }: StrokesToPlay): ViewState {
  let next = state;
  for (const stroke of strokes) {
    const step = viewStep(next, stroke, viewContext(snapshot(), next, height));
    next = step.state;
    if (step.effect) carryOut(step.effect);
  }
  return next;
}
