import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { printableEvent } from "../../sim/transcript/printable.js";
import { loadResultOf } from "../load-verdict.js";
import type { ReportKind } from "../report-kind.js";
import { createColour } from "./colour.js";
import { renderLoad } from "./load.js";
import { RunLines } from "./run-lines.js";

/** The run as text, a line per scenario: what `deskfleet run --verbose` prints. */
export const line: ReportKind = { name: "line", extension: "txt", render };

function render(recorded: readonly TranscriptEvent[]): string {
  const events = recorded.map(printableEvent);
  const load = loadResultOf(events);
  if (load) return renderLoad(load);
  const lines = new RunLines({ files: plannedFiles(events), verbose: true, colour: createColour(false) });
  const said = events.flatMap((event) => lines.after(event));
  const ended = events.some(({ type }) => type === "run-end");
  return `${[...said, ...(ended ? [] : lines.end(events))].join("\n")}\n`;
}

/** Those that began: a run that was cut off has not recorded what it had still to do. */
function plannedFiles(events: readonly TranscriptEvent[]): string[] {
  const files = new Map(
    events.flatMap((event) => (event.type === "scenario-start" ? [[event.scenario ?? "", event.file]] : [])),
  );
  return [...files.values()];
}
