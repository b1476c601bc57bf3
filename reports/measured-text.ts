import { parseThreshold } from "../sim/model/load/threshold.js";
import type { ThresholdResult } from "../sim/transcript/load-result.js";

/** What was measured for a threshold, in its unit: `1573.9 ms`, `98.765%`, `25`; undefined where nothing was. */
export function measuredText({ text, measured }: ThresholdResult): string | undefined {
  if (measured === undefined) return undefined;
  const threshold = parseThreshold(text);
  if (typeof threshold === "string") return String(measured);
  if (threshold.of === "time") return `${measured.toFixed(1)} ms`;
  return threshold.metric === "rate" ? `${Number((measured * 100).toFixed(4))}%` : String(measured);
}
