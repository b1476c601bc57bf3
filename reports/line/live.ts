import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { printableEvent } from "../../sim/transcript/printable.js";
import { summarizeRun } from "../../sim/transcript/run-summary.js";
import { createColour } from "./colour.js";
import { failureLines, noteLines, scenarioLine, totalLines } from "./scenario-lines.js";

/** Where the live reporter writes. */
export interface LiveOutput {
  /** The report itself: stdout. */
  readonly print: (text: string) => void;
  /** Progress that may be overwritten: stderr of a terminal. Absent: plain lines only. */
  readonly progress?: (text: string) => void;
  /** Width of the terminal that shows the progress: a line that wraps cannot be overwritten. */
  readonly columns: () => number;
  readonly colour: boolean;
  readonly total: number;
}

const eraseLine = "\r\u001b[K";

/**
 * Prints a line as each scenario ends and, on a terminal, one changing line of progress below.
 * @returns the listener to hand every event to, in order
 */
export function createLiveReporter(output: LiveOutput): (event: TranscriptEvent) => void {
  const colour = createColour(output.colour);
  const running = new Map<string, { name: string; events: TranscriptEvent[] }>();
  let start: TranscriptEvent | undefined;
  let done = 0;

  const showProgress = (): void => {
    const names = [...running.values()].map(({ name }) => name);
    const text = `[${done}/${output.total}] ${names.join(" · ")}`;
    output.progress?.(`${eraseLine}${colour.dim(text.slice(0, output.columns() - 1))}`);
  };
  const printLines = (lines: readonly string[]): void => {
    output.progress?.(eraseLine);
    output.print(lines.map((line) => `${line}\n`).join(""));
  };

  return (recorded) => {
    const event = printableEvent(recorded);
    if (event.type === "run-start") start = event;
    if (event.type === "run-end") printLines(["", ...totalLines(start ? [start, event] : [event], colour)]);
    if (event.scenario === undefined) return;
    if (event.type === "scenario-start" && !running.has(event.scenario)) {
      running.set(event.scenario, { name: event.name, events: [] });
      showProgress();
    }
    const scenario = running.get(event.scenario);
    scenario?.events.push(event);
    if (event.type !== "scenario-end" || !event.final || !scenario) return;
    const [summary] = summarizeRun(scenario.events).scenarios;
    if (!summary) return;
    running.delete(event.scenario);
    done++;
    printLines([
      scenarioLine(summary, colour),
      ...noteLines(summary, colour),
      ...failureLines(scenario.events, summary, colour),
    ]);
    showProgress();
  };
}
