import type { TranscriptEvent } from "./event.js";
import { summarizeRun } from "./run-summary.js";

/** An event with the line that it stands on, from 1. */
export interface PlacedEvent {
  readonly line: number;
  readonly event: TranscriptEvent;
}

/**
 * Where a run file is not one whole run: it has lost events (`seq` has no gaps), or has them twice or in another order.
 * @returns in words, the first three
 */
export function findGaps(placed: readonly PlacedEvent[]): string[] {
  const gaps: string[] = [];
  let next = 0;
  for (const { line, event } of placed) {
    if (event.seq > next) gaps.push(`${missing(next, event.seq - 1)} before line ${line}`);
    if (event.seq < next) gaps.push(`line ${line} holds event ${event.seq} again or out of order`);
    next = event.seq + 1;
  }
  return gaps.length > 3 ? [...gaps.slice(0, 3), `and ${gaps.length - 3} more such places`] : gaps;
}

function missing(first: number, last: number): string {
  return first === last ? `event ${first} is missing` : `events ${first} to ${last} are missing`;
}

/** The run with a verdict that cannot be taken for green: what is missing may be the failure. */
export function markInvalid(
  events: readonly TranscriptEvent[],
  problems: readonly string[],
): TranscriptEvent[] {
  if (problems.length === 0) return [...events];
  const marked = events.map((event): TranscriptEvent => {
    if (event.type === "run-end") {
      return { ...event, verdict: "invalid", invalid: [...event.invalid, ...problems] };
    }
    if (event.type !== "load-end") return event;
    const { result } = event;
    return { ...event, result: { ...result, invalid: [...result.invalid, ...problems] } };
  });
  const last = events.at(-1);
  const ended = events.some(({ type }) => type === "run-end" || type === "load-end");
  if (ended || last === undefined) return marked;
  const { counts, durationMs } = summarizeRun(events);
  const { seq, atMs } = last;
  return [
    ...marked,
    { type: "run-end", verdict: "invalid", counts, durationMs, invalid: problems, seq: seq + 1, atMs },
  ];
}
