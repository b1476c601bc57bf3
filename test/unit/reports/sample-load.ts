import type { TranscriptEvent } from "../../../sim/transcript/event.js";
import type { LoadResult } from "../../../sim/transcript/load-result.js";

const times = { count: 2, p50: 1, p95: 2, p99: 2, max: 2 };

/** A small load run by hand, two desks and one threshold that held; `more` says otherwise. */
export function sampleLoad(more: Partial<LoadResult> = {}): TranscriptEvent[] {
  const result: LoadResult = {
    plan: "two desks",
    desks: 2,
    started: 2,
    outcomes: { registered: 2, refused: 0, rejected: 0, failed: 0, unprovisioned: 0 },
    times: { start: times, register: times, refresh: times, gap: times },
    requests: {
      sent: 4,
      retransmitted: 0,
      registrations: 2,
      refreshes: 0,
      perSecond: 1,
      timeouts: 0,
    },
    longestGap: { ms: 0, desk: undefined },
    thresholds: [{ text: "count(registered) == 2", verdict: "held", measured: 2 }],
    generator: {
      loopLagP99Ms: 1,
      lateStarts: 0,
      droppedStarts: 0,
      cpuSeconds: 1,
      peakMemoryMegabytes: 100,
      cpuMicrosPerStart: 10,
      cpuMicrosPerRefresh: undefined,
    },
    interrupted: false,
    invalid: [],
    failures: [],
    ...more,
  };
  return [
    {
      type: "run-start",
      runFileVersion: 1,
      deskfleet: "0.1.0",
      startedAt: "2026-01-02T03:04:05.000Z",
      seed: 42,
      command: "load two-desks.yaml",
      seq: 0,
      atMs: 0,
    },
    { type: "load-end", result, seq: 1, atMs: 1000 },
  ];
}
