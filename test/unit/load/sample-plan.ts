import { parsePlan } from "../../../sim/model/load/parse-plan.js";
import type { Plan } from "../../../sim/model/load/plan.js";

/** A small plan on the campus setup. */
export function planOf({
  count = 1,
  refreshes = 0,
  thresholds = ["count(failed) == 0"],
  timeLimit = "10s",
}: {
  readonly count?: number;
  readonly refreshes?: number;
  readonly thresholds?: readonly string[];
  readonly timeLimit?: string;
}): Plan {
  const text = [
    "plan: Sample",
    "setup: campus.yaml",
    `fleet: { count: ${count}, models: { CIP230: 1 }, placeholders: ["9000"], location: campus }`,
    "start: { rate: 100/s }",
    `hold: { refreshes: ${refreshes} }`,
    `time-limit: ${timeLimit}`,
    `thresholds: ${JSON.stringify(thresholds)}`,
  ].join("\n");
  return parsePlan({ file: "sample.yaml", text });
}
