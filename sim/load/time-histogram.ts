import { build, type Histogram } from "hdr-histogram-js";
import type { TimeSummary } from "../transcript/load-result.js";

/** Times in bounded memory, with three significant digits up to an hour. */
export class TimeHistogram {
  // Microseconds inside, so that short times keep their digits.
  readonly #histogram: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3_600_000_000,
    numberOfSignificantValueDigits: 3,
  });

  add(ms: number): void {
    this.#histogram.recordValue(Math.min(3_600_000_000, Math.max(1, Math.round(ms * 1000))));
  }

  summary(): TimeSummary {
    const at = (percentile: number): number => this.#histogram.getValueAtPercentile(percentile) / 1000;
    const count = this.#histogram.totalCount;
    if (count === 0) return { count, p50: 0, p95: 0, p99: 0, max: 0 };
    return { count, p50: at(50), p95: at(95), p99: at(99), max: this.#histogram.maxValue / 1000 };
  }
}
