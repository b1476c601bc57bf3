import type { TranscriptEvent, Verdict } from "../../sim/transcript/event.js";
import { type ScenarioSummary, summarizeRun } from "../../sim/transcript/run-summary.js";
import { secondsText } from "../../sim/transcript/seconds-text.js";
import { scenarioLadder } from "../scenario-ladder.js";
import type { Colour } from "./colour.js";

const signs: Record<Verdict, string> = { passed: "✓", failed: "✗", flaky: "~", blocked: "!", skipped: "-" };

/** One line about a scenario that ended. */
export function scenarioLine(scenario: ScenarioSummary, colour: Colour): string {
  const { verdict, name, durationMs } = scenario;
  const paint = verdict === "passed" ? colour.good : verdict === "failed" ? colour.bad : colour.warn;
  const word = verdict === "passed" ? "" : ` ${verdict}`;
  const again = scenario.earlier.length > 0 ? `, try ${scenario.earlier.length + 1}` : "";
  return `${paint(`${signs[verdict]}${word}`)} ${name} ${colour.dim(`(${Math.round(durationMs)} ms${again})`)}`;
}

/** What was noticed beside the steps. */
export function noteLines({ notes }: ScenarioSummary, colour: Colour): string[] {
  return notes.map((note) => `    ${colour.warn("note")}: ${note}`);
}

/** What went wrong in a scenario, with the ladder of its phones. Empty for one that passed. */
export function failureLines(
  events: readonly TranscriptEvent[],
  scenario: ScenarioSummary,
  colour: Colour,
): string[] {
  const { verdict } = scenario;
  if (verdict === "passed") return [];
  if (verdict === "flaky" || verdict === "skipped") {
    const why = verdict === "flaky" ? scenario.earlier.at(-1)?.reason : scenario.reason;
    return why === undefined ? [] : [`    ${why}`];
  }
  const step = scenario.steps.find((each) => each.verdict === verdict);
  const lines = [
    step ? `    at ${scenario.file}:${step.line}: ${colour.bold(step.text)}` : `    at ${scenario.file}`,
    `    ${step?.message ?? scenario.reason ?? ""}`,
  ];
  if (step?.expected !== undefined) lines.push(`    expected:  ${step.expected}`);
  if (step?.lastSeen !== undefined) lines.push(`    last seen: ${step.lastSeen}`);
  if (verdict === "failed") {
    lines.push("", ...scenarioLadder(events, scenario).map((line) => `    ${colour.dim(line)}`));
  }
  return [...lines, ""];
}

/** The last lines of a run: why it cannot be trusted where that is so; verdict, counts, time, seed. */
export function totalLines(events: readonly TranscriptEvent[], colour: Colour): string[] {
  const run = summarizeRun(events);
  const { passed, failed, flaky, blocked, skipped } = run.counts;
  const more = [
    ...(flaky > 0 ? [`${flaky} flaky`] : []),
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const verdict = run.verdict === "passed" ? colour.good(run.verdict) : colour.bad(run.verdict);
  const counts = [`${passed} passed`, `${failed} failed`, ...more].join(", ");
  return [
    ...run.invalid.map((why) => colour.bad(`run invalid: ${why}`)),
    `${verdict}: ${counts} in ${secondsText(run.durationMs)} (seed ${run.seed})`,
  ];
}
