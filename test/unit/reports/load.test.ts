import { expect, test } from "vitest";
import { junit } from "../../../reports/junit.js";
import { line } from "../../../reports/line/report.js";
import { sampleLoad } from "./sample-load.js";

const thresholds = [
  { text: "p95(register) < 1s", verdict: "broken", measured: 1573.887 },
  { text: "rate(registered) >= 99.5%", verdict: "broken", measured: 0.98765 },
  { text: "count(failed) == 0", verdict: "broken", measured: 25 },
  { text: "p99(refresh) < 1s", verdict: "no-data", measured: undefined },
] as const;

test("what was measured for a threshold has its unit", () => {
  const text = line.render(sampleLoad({ thresholds }));
  expect(text).toContain("✗ p95(register) < 1s  (1573.9 ms)\n");
  expect(text).toContain("✗ rate(registered) >= 99.5%  (98.765%)\n");
  expect(text).toContain("✗ count(failed) == 0  (25)\n");
  expect(text).toContain("✗ p99(refresh) < 1s  (no data)\n");
  const xml = junit.render(sampleLoad({ thresholds }));
  expect(xml).toContain('message="measured 1573.9 ms"');
  expect(xml).toContain('message="measured nothing"');
});
