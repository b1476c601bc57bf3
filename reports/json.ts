import type { TranscriptEvent } from "../sim/transcript/event.js";
import type { LoadResult } from "../sim/transcript/load-result.js";
import { type RunSummary, summarizeRun } from "../sim/transcript/run-summary.js";
import { comparisonJson } from "./comparison/json.js";
import { loadResultOf, loadVerdict } from "./load-verdict.js";
import type { ReportKind } from "./report-kind.js";
import { scenarioLadder } from "./scenario-ladder.js";
import { type WatchedDesk, watchedDesks } from "./watched.js";

/** Version of the JSON report's shape; it grows when a field changes its meaning. */
const schemaVersion = 1;

/** The run as one JSON document, for scripts. Times are milliseconds. */
export const json: ReportKind = { name: "json", extension: "json", render, compare: comparisonJson };

function render(events: readonly TranscriptEvent[]): string {
  const run = summarizeRun(events);
  const load = loadResultOf(events);
  if (load) return renderLoadJson(run, load);
  const watched = watchedDesks(events);
  const document = {
    schemaVersion,
    deskfleet: run.deskfleet,
    command: run.command,
    ...(run.remarks.length === 0 ? {} : { remarks: run.remarks }),
    startedAt: run.startedAt,
    seed: run.seed,
    verdict: run.verdict,
    invalid: run.invalid,
    counts: run.counts,
    durationMs: run.durationMs,
    ...(run.emergency === undefined ? {} : { emergency: run.emergency }),
    ...(watched === undefined ? {} : { handsets: watched.map(deskDocument) }),
    scenarios: run.scenarios.map((scenario) => ({
      name: scenario.name,
      file: scenario.file,
      tags: scenario.tags,
      verdict: scenario.verdict,
      durationMs: scenario.durationMs,
      ...(scenario.reason === undefined ? {} : { reason: scenario.reason }),
      ...(scenario.notes.length === 0 ? {} : { notes: scenario.notes }),
      ...(scenario.backendNotes.length === 0 ? {} : { backendNotes: scenario.backendNotes }),
      ...(scenario.emergency.length === 0
        ? {}
        : { emergency: { desks: scenario.emergency, samples: scenario.samples } }),
      steps: scenario.steps,
      ...(scenario.verdict === "failed" ? { ladder: scenarioLadder(events, scenario) } : {}),
      earlierAttempts: scenario.earlier.map(({ verdict, durationMs, reason, steps }) => ({
        verdict,
        durationMs,
        reason,
        steps,
      })),
    })),
  };
  return encode(document);
}

/** A watched desk as it was when the user left. */
function deskDocument({ view, emergency }: WatchedDesk): object {
  const { name, model, mac, location, state, extension, registration, registrationStatus } = view;
  const { calls, history, notes, lastEvent } = view;
  return {
    ...{ name, model, mac, location, state, extension, registration, registrationStatus },
    ...(emergency === undefined ? {} : { emergency }),
    ...{ calls, history, backendNotes: notes, lastEvent },
  };
}

/** A load run: the same head, then everything that was measured. */
function renderLoadJson({ deskfleet, command, startedAt, seed }: RunSummary, load: LoadResult): string {
  const head = { schemaVersion, deskfleet, command, startedAt, seed, verdict: loadVerdict(load) };
  return encode({ ...head, load });
}

/**
 * JSON leaves DEL and the C1 controls as they are, and `--report json=-` goes to terminals too. They can stand in
 * strings alone, where an escape means the same to every reader.
 */
function encode(document: object): string {
  const text = JSON.stringify(document, undefined, 2);
  const escaped = text.replaceAll(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${escaped}\n`;
}
