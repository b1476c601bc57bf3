import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { printableEvent } from "../../sim/transcript/printable.js";
import { summarizeRun } from "../../sim/transcript/run-summary.js";
import { loadResultOf } from "../load-verdict.js";
import type { ReportKind } from "../report-kind.js";
import { watchedHandsets } from "../watched.js";
import { createColour } from "./colour.js";
import { renderLoad } from "./load.js";
import { RunLines } from "./run-lines.js";
import { watchLine } from "./watch.js";

/** The run as text, a line per scenario: what `deskfleet run --verbose` prints. */
export const line: ReportKind = { name: "line", extension: "txt", render };

function render(recorded: readonly TranscriptEvent[]): string {
  const events = recorded.map(printableEvent);
  const load = loadResultOf(events);
  if (load) return renderLoad(load);
  if (watchedHandsets(events)) return renderWatch(events);
  const lines = new RunLines({ files: plannedFiles(events), verbose: true, colour: createColour(false) });
  const said = events.flatMap((event) => lines.after(event));
  const ended = events.some(({ type }) => type === "run-end");
  return `${[...said, ...(ended ? [] : lines.end(events))].join("\n")}\n`;
}

/** A fleet that was watched: what happened, as `deskfleet watch --no-tui` prints it. */
function renderWatch(events: readonly TranscriptEvent[]): string {
  const { durationMs, seed, invalid, verdict } = summarizeRun(events);
  const lines = events.flatMap((event) => watchLine(event) ?? []);
  const cut = verdict === "interrupted" ? ", cut off" : "";
  const end = `watched for ${(durationMs / 1000).toFixed(1)} s${cut} (seed ${seed})`;
  return `${[...lines, "", ...invalid.map((why) => `run invalid: ${why}`), end].join("\n")}\n`;
}

/** Those that began: a run that was cut off has not recorded what it had still to do. */
function plannedFiles(events: readonly TranscriptEvent[]): string[] {
  const files = new Map(
    events.flatMap((event) => (event.type === "scenario-start" ? [[event.scenario ?? "", event.file]] : [])),
  );
  return [...files.values()];
}
