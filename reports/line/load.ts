import type { TranscriptEvent } from "../../sim/transcript/event.js";
import type { LoadResult, ThresholdResult, TimeSummary } from "../../sim/transcript/load-result.js";
import { printableEvent } from "../../sim/transcript/printable.js";
import { loadVerdict } from "../load-verdict.js";
import { measuredText } from "../measured-text.js";

/** How many desks that did not register are named before the rest is left to the JSON report. */
const namedFailures = 10;

const timeTitles = {
  start: "power-on to registered",
  register: "REGISTER, first",
  refresh: "REGISTER, refresh",
  gap: "without registration",
} as const;

/** A load run as text: verdict, thresholds, generator, outcomes, times. */
export function renderLoad(result: LoadResult): string {
  const { outcomes, requests, generator, longestGap } = result;
  const count = (value: number, word: string): string => `${value} ${word}`;
  const lines = [
    `${loadVerdict(result)}: ${result.plan}`,
    ...result.invalid.map((why) => `  run invalid: ${why}`),
    ...result.thresholds.map(thresholdLine),
    `  desks      ${result.desks}: ${Object.entries(outcomes)
      .filter(([name, value]) => value > 0 || name === "registered")
      .map(([name, value]) => count(value, name.replace("-", " ")))
      .join(", ")}`,
    `  requests   ${requests.sent} REGISTER at ${requests.perSecond.toFixed(0)}/s: ${requests.registrations} registrations, ${requests.refreshes} refreshes; ${requests.retransmitted} repeated, ${requests.timeouts} without answer`,
    "  times                     p50 ms    p95 ms    p99 ms    max ms",
    ...Object.entries(timeTitles).map(([name, title]) =>
      timeLine(title, result.times[name as keyof typeof timeTitles]),
    ),
    `  longest time without registration: ${Math.round(longestGap.ms)} ms${longestGap.desk === undefined ? "" : ` (${longestGap.desk})`}`,
    `  generator  CPU per desk that starts, from boot to registration: ${micros(generator.cpuMicrosPerStart)}; per refresh: ${micros(generator.cpuMicrosPerRefresh)}`,
    `             ${generator.cpuSeconds.toFixed(1)} s CPU in all, ${generator.peakMemoryMegabytes} MB, event loop late by ${generator.loopLagP99Ms.toFixed(0)} ms (p99), ${generator.lateStarts} late and ${generator.droppedStarts} dropped starts`,
    ...failureLines(result),
  ];
  return `${lines.join("\n")}\n`;
}

function thresholdLine(threshold: ThresholdResult): string {
  const { text, verdict } = threshold;
  if (verdict === "not-judged") return `  - ${text}  (not judged)`;
  return `  ${verdict === "held" ? "✓" : "✗"} ${text}  (${measuredText(threshold) ?? "no data"})`;
}

function failureLines({ failures }: LoadResult): string[] {
  const named = failures
    .slice(0, namedFailures)
    .map(({ desk, model, mac, extension, outcome, status, reason }) => {
      const why = [status > 0 ? String(status) : "no answer", reason].filter(Boolean).join(", ");
      return `  ✗ ${desk} (${model}, ${mac}) on ${extension}: ${outcome} (${why})`;
    });
  const rest = failures.length - named.length;
  return rest > 0 ? [...named, `  … and ${rest} more; --report json=FILE names them all`] : named;
}

function timeLine(title: string, { count, p50, p95, p99, max }: TimeSummary): string {
  const columns = [p50, p95, p99, max].map((ms) => (count === 0 ? "-" : ms.toFixed(1)).padStart(10));
  return `    ${title.padEnd(22)}${columns.join("")}`;
}

function micros(value: number | undefined): string {
  return value === undefined ? "not measured" : `${Math.round(value)} µs`;
}

export interface LiveLoadOutput {
  readonly print: (text: string) => void;
  readonly progress: (text: string) => void;
  /** Whether progress may overwrite itself. */
  readonly overwrite: boolean;
}

/** Prints where the run stands once a second, and the result at its end. */
export function createLiveLoad({
  print,
  progress,
  overwrite,
}: LiveLoadOutput): (event: TranscriptEvent) => void {
  return (recorded) => {
    const event = printableEvent(recorded);
    if (event.type === "load-progress") {
      const { phase, planned, started, registered, refused, failing, refreshes, done } = event;
      const text = `${(event.atMs / 1000).toFixed(0)} s  ${phase}: ${started}/${planned} started, ${registered} registered, ${refused} refused, ${failing} failing, ${refreshes} refreshes, ${done} done`;
      progress(overwrite ? `\r\u001b[K${text}` : `${text}\n`);
    }
    if (event.type === "load-end") {
      if (overwrite) progress("\r\u001b[K");
      print(renderLoad(event.result));
    }
  };
}
