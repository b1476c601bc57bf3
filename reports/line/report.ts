import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { printableEvent } from "../../sim/transcript/printable.js";
import { summarizeRun } from "../../sim/transcript/run-summary.js";
import { loadResultOf } from "../load-verdict.js";
import type { ReportKind } from "../report-kind.js";
import { createColour } from "./colour.js";
import { renderLoad } from "./load.js";
import { failureLines, noteLines, scenarioLine, totalLines } from "./scenario-lines.js";

/** The run as text, a line per scenario: what `deskfleet run -v` prints. */
export const line: ReportKind = { name: "line", extension: "txt", render };

function render(recorded: readonly TranscriptEvent[]): string {
  const colour = createColour(false);
  const events = recorded.map(printableEvent);
  const load = loadResultOf(events);
  if (load) return renderLoad(load);
  const run = summarizeRun(events);
  const lines = run.scenarios.flatMap((scenario) => [
    scenarioLine(scenario, colour),
    ...noteLines(scenario, colour),
    ...failureLines(events, scenario, colour),
  ]);
  return `${[...lines, "", ...totalLines(events, colour)].join("\n")}\n`;
}
