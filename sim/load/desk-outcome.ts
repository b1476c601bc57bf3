import type { DeskOutcome, LoadResult } from "../transcript/load-result.js";
import type { DeskRecord } from "./desk-record.js";

/**
 * What came of a desk in the run: a desk that was never given its time did not fail.
 * @param isCut the run was ended before its time
 */
export function outcomeOf(record: DeskRecord, isCut: boolean): DeskOutcome {
  if (record.plannedMs === undefined) return "not-started";
  const { outcome } = record;
  const isOpen = outcome === "failed" || outcome === "unprovisioned";
  return isCut && isOpen && !record.isFailing ? "interrupted" : outcome;
}

/** How often each outcome was seen; those of an unfinished run only where they were. */
export function countOutcomes(outcomes: readonly DeskOutcome[]): LoadResult["outcomes"] {
  const count = (name: DeskOutcome): number => outcomes.filter((outcome) => outcome === name).length;
  const interrupted = count("interrupted");
  const notStarted = count("not-started");
  return {
    registered: count("registered"),
    refused: count("refused"),
    rejected: count("rejected"),
    failed: count("failed"),
    unprovisioned: count("unprovisioned"),
    ...(interrupted > 0 ? { interrupted } : {}),
    ...(notStarted > 0 ? { "not-started": notStarted } : {}),
  };
}
