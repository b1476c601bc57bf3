import type { TranscriptEvent } from "../sim/transcript/event.js";
import type { Comparison } from "./comparison/comparison.js";

/** A kind of report: a function of the run file, and how its files are called. */
export interface ReportKind {
  /** KIND in `--report KIND=PATH`. */
  readonly name: string;
  /** Of the files that it is written to, without the dot. */
  readonly extension: string;
  /** @param events of one run, in order, as they were recorded */
  readonly render: (events: readonly TranscriptEvent[]) => string;
  /** Of several runs of the same scenarios, side by side. */
  readonly compare: (comparison: Comparison) => string;
}
