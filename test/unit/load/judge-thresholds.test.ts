import { expect, test } from "vitest";
import { judgeThresholds } from "../../../sim/load/judge-thresholds.js";
import { TimeHistogram } from "../../../sim/load/time-histogram.js";
import { parseThreshold, type Threshold } from "../../../sim/model/load/threshold.js";

function threshold(text: string): Threshold {
  const parsed = parseThreshold(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

const none = { count: 0, p50: 0, p95: 0, p99: 0, max: 0 };
const measured = {
  desks: 200,
  outcomes: { registered: 198, refused: 2, rejected: 0, failed: 0, unprovisioned: 0 },
  times: {
    start: none,
    register: { count: 198, p50: 10, p95: 40, p99: 90, max: 120 },
    refresh: none,
    gap: none,
  },
};

test.each([
  ["count(registered) == 198", "held", 198],
  ["count(failed) == 0", "held", 0],
  ["rate(refused) < 1%", "broken", 0.01],
  ["p95(register) < 50ms", "held", 40],
  ["max(register) < 100ms", "broken", 120],
  ["p99(refresh) < 1s", "no-data", undefined],
] as const)("%s: %s", (text, verdict, value) => {
  expect(judgeThresholds([threshold(text)], measured)).toEqual([{ text, verdict, measured: value }]);
});

test("a histogram keeps three digits of a time, and knows that it is empty", () => {
  const histogram = new TimeHistogram();
  expect(histogram.summary()).toEqual(none);
  for (let ms = 1; ms <= 1000; ms++) histogram.add(ms);
  const { count, p50, p95, max } = histogram.summary();
  expect(count).toBe(1000);
  expect(p50 / 500).toBeCloseTo(1, 2);
  expect(p95 / 950).toBeCloseTo(1, 2);
  expect(max / 1000).toBeCloseTo(1, 2);
});
