import type { EventBody, TranscriptEvent } from "./event.js";

/** Port: where everything that happens is recorded, once. Recording never blocks and never throws. */
export interface Recorder {
  /**
   * `full`: wire messages are recorded too. `outcomes`: they are not, and callers skip building them
   * (load runs with thousands of handsets).
   */
  readonly detail: "full" | "outcomes";
  record(body: EventBody): void;
  /** From now on this text is a secret of the run, wherever it turns up. */
  hide(secret: string): void;
}

/** Whom an event belongs to. */
export interface EventScope {
  readonly scenario?: string;
  readonly phone?: string;
}

/** Hears every event, in order, right after it was recorded. */
export type TranscriptListener = (event: TranscriptEvent) => void;
