import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { printableEvent } from "../../sim/transcript/printable.js";
import { summarizeRun } from "../../sim/transcript/run-summary.js";
import { secondsText } from "../../sim/transcript/seconds-text.js";
import { comparisonText } from "../comparison/line.js";
import { loadResultOf } from "../load-verdict.js";
import type { ReportKind } from "../report-kind.js";
import { emergencyText, type WatchedDesk, watchedDesks } from "../watched.js";
import { createColour } from "./colour.js";
import { emergencyLines } from "./emergency-lines.js";
import { renderLoad } from "./load.js";
import { RunLines } from "./run-lines.js";
import { tableLines } from "./table.js";
import { watchLine } from "./watch.js";

/** The run as text, a line per scenario: what `deskfleet run --verbose` prints. */
export const line: ReportKind = { name: "line", extension: "txt", render, compare: comparisonText };

function render(recorded: readonly TranscriptEvent[]): string {
  const events = recorded.map(printableEvent);
  const load = loadResultOf(events);
  if (load) return renderLoad(load);
  const watched = watchedDesks(events);
  if (watched) return renderWatch(events, watched);
  const all = { verbose: true, allDesks: true } as const;
  const lines = new RunLines({ files: plannedFiles(events), ...all, colour: createColour(false) });
  const said = events.flatMap((event) => lines.after(event));
  const ended = events.some(({ type }) => type === "run-end");
  return `${[...said, ...(ended ? [] : lines.end(events))].join("\n")}\n`;
}

/** A fleet that was watched: what happened, as `deskfleet watch --no-tui` prints it, and what came of the desks. */
function renderWatch(events: readonly TranscriptEvent[], watched: readonly WatchedDesk[]): string {
  const { durationMs, seed, invalid, verdict, emergency, remarks } = summarizeRun(events);
  const lines = events.flatMap((event) => watchLine(event) ?? []);
  const cut = verdict === "interrupted" ? ", cut off" : "";
  const end = `watched for ${secondsText(durationMs)}${cut} (seed ${seed})`;
  const desks = ["When it ended:", ...deskLines(watched)];
  const problems = invalid.map((why) => `run invalid: ${why}`);
  const gaps = emergencyLines(emergency, createColour(false));
  return `${[...remarks, ...lines, "", ...desks, "", ...gaps, ...problems, end].join("\n")}\n`;
}

function deskLines(watched: readonly WatchedDesk[]): string[] {
  const rows = watched.map((desk) => {
    const { name, extension = "no account", registration } = desk.view;
    return [name, extension, registration, emergencyText(desk)];
  });
  return tableLines(rows);
}

/** Those that began: a run that was cut off has not recorded what it had still to do. */
function plannedFiles(events: readonly TranscriptEvent[]): string[] {
  const files = new Map(
    events.flatMap((event) => (event.type === "scenario-start" ? [[event.scenario ?? "", event.file]] : [])),
  );
  return [...files.values()];
}
