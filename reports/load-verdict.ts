import type { TranscriptEvent } from "../sim/transcript/event.js";
import type { LoadResult } from "../sim/transcript/load-result.js";

/** The result of a load run; undefined where the run was another, or did not come to its end. */
export function loadResultOf(events: readonly TranscriptEvent[]): LoadResult | undefined {
  const end = events.findLast(({ type }) => type === "load-end");
  return end?.type === "load-end" ? end.result : undefined;
}

/**
 * Interrupted and invalid stand above all: figures that are incomplete, or cannot be trusted, neither pass nor fail
 * the PBX.
 */
export function loadVerdict({
  interrupted,
  invalid,
  thresholds,
}: LoadResult): "passed" | "failed" | "invalid" | "interrupted" {
  if (interrupted) return "interrupted";
  if (invalid.length > 0) return "invalid";
  return thresholds.some(({ verdict }) => verdict !== "held") ? "failed" : "passed";
}
