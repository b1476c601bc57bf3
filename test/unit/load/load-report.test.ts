import { expect, test } from "vitest";
import { loadVerdict } from "../../../reports/load-verdict.js";
import type { DeskRecord } from "../../../sim/load/desk-record.js";
import type { RunEnding } from "../../../sim/load/invalidity.js";
import { LoadMetrics } from "../../../sim/load/load-metrics.js";
import { loadResult } from "../../../sim/load/load-report.js";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import { newRegistrationCounters } from "../../../sim/phone/registration/registration-counters.js";
import type { EventBody } from "../../../sim/transcript/event.js";
import type { LoadResult } from "../../../sim/transcript/load-result.js";
import { config, newDesk, noConfig, registration } from "./desk-events.js";
import { planOf } from "./sample-plan.js";

const registered = registration("registered", 200, 30);
const failing = registration("failing", 0);

interface Run {
  readonly ending?: RunEnding;
  readonly late?: number;
  readonly dropped?: number;
  readonly loopLagP99Ms?: number;
  readonly thresholds?: readonly string[];
  /** Events of each desk beside the first; those are held for one refresh. */
  readonly others?: readonly (readonly EventBody[])[];
}

const held = [config, registered, registered];

/** The result of a hundred desks that were held for one refresh, but for what the test says. */
function resultOf(run: Run): LoadResult {
  const { ending = { by: "hold" }, late = 0, dropped = 0, loopLagP99Ms = 12, thresholds, others = [] } = run;
  const plan = planOf({ count: 100, refreshes: 1, ...(thresholds === undefined ? {} : { thresholds }) });
  const metrics = new LoadMetrics(plan, new ManualClock(), newRegistrationCounters());
  const records = Array.from({ length: 100 }, (_each, index): DeskRecord => {
    const desk = newDesk(`desk-${index + 1}`);
    if (index >= 100 - dropped) return desk;
    desk.plannedMs = 0;
    for (const event of others[index] ?? held) metrics.take(desk, event);
    return desk;
  });
  metrics.end(records);
  return loadResult({
    plan,
    records,
    metrics,
    ending,
    pacing: { started: 100 - dropped, dropped, late },
    cpu: { start: 100_000, hold: 10_000 },
    registeredAtStart: 100,
    generator: { loopLagP99Ms, peakMemoryMegabytes: 90, cpuSeconds: 0.1 },
  });
}

const verdictOf = (run: Run) => {
  const result = resultOf(run);
  return { verdict: loadVerdict(result), invalid: result.invalid };
};

const limit = { by: "time-limit" } as const;
const short = [config, registered];

// proves: F-80
test.each<[string, Run, string]>([
  ["late starts", { late: 2 }, "2 desks started more than a second late: the generator is saturated"],
  ["dropped starts", { ending: limit, dropped: 1 }, "1 of 100 desks were never started"],
  ["loop lag", { loopLagP99Ms: 502 }, "the generator's event loop lagged by 502 ms (p99): it is saturated"],
  ["no data", { thresholds: ["p95(refresh) < 1s"] }, "nothing was measured for p95(refresh) < 1s"],
  [
    "cut off in the hold",
    { ending: limit, others: [short, short] },
    "the hold was cut off by time-limit: 98 of 100 desks refreshed once",
  ],
  [
    "cut off in the start",
    { ending: limit, others: [[config, registration("registering", 0)], []] },
    "the hold was cut off by time-limit: 98 of 100 desks refreshed once",
  ],
  [
    "backend gone",
    { ending: { by: "backend", reason: "the backend process ended (exit code 1)" }, others: [[failing]] },
    "the backend process ended (exit code 1)",
  ],
])("%s: the figures say nothing about the PBX", (_name, run, why) => {
  expect(verdictOf(run)).toEqual({ verdict: "invalid", invalid: [why] });
});

test("at the limits of the generator the figures still hold", () => {
  expect(verdictOf({ late: 1, loopLagP99Ms: 500 })).toEqual({ verdict: "passed", invalid: [] });
});

test("desks that fail until the time limit are failures, not a hold cut short", () => {
  const others = [
    [config, failing],
    [config, registered, failing],
  ];
  const result = resultOf({ ending: limit, others });
  expect(loadVerdict(result)).toBe("failed");
  expect(result).toMatchObject({ invalid: [], outcomes: { registered: 98, failed: 2 } });
  const bare = {
    ending: limit,
    others: [[noConfig("404")]],
    thresholds: ["count(registered) == 99"],
  };
  expect(verdictOf(bare)).toEqual({ verdict: "passed", invalid: [] });
});

test("an interrupted run is distinguished from every other, and judged by nothing", () => {
  const result = resultOf({ ending: { by: "interrupt" }, dropped: 60, others: [[failing]], late: 9 });
  expect(loadVerdict(result)).toBe("interrupted");
  expect(result).toMatchObject({ interrupted: true, invalid: ["the run was interrupted"] });
});

test("desks that an interruption cut off or kept from starting did not fail, and no threshold is judged", () => {
  const others = [[config, failing], [config, registration("registering", 0)], [], [config, registered]];
  const thresholds = ["count(failed) == 0", "p95(refresh) < 1s"];
  const result = resultOf({ ending: { by: "interrupt" }, dropped: 60, others, thresholds });
  expect(result.outcomes).toEqual({
    ...{ registered: 37, refused: 0, rejected: 0, failed: 1, unprovisioned: 0 },
    ...{ interrupted: 2, "not-started": 60 },
  });
  expect(result.failures.map(({ desk }) => desk)).toEqual(["desk-1"]);
  expect(result.thresholds.map(({ verdict }) => verdict)).toEqual(["not-judged", "not-judged"]);
  // The generator dropped none of them.
  expect(result.generator.droppedStarts).toBe(0);
  expect(resultOf({ ending: limit, dropped: 60 }).generator.droppedStarts).toBe(60);
});

test("a fleet whose backend is gone is not judged either", () => {
  const ending = { by: "backend", reason: "the backend process ended (signal SIGKILL)" } as const;
  const result = resultOf({ ending, others: [[config, registration("registering", 0)]] });
  expect(result.outcomes).toMatchObject({ registered: 99, failed: 0, interrupted: 1 });
  expect(result.thresholds.map(({ verdict }) => verdict)).toEqual(["not-judged"]);
});
