import { DegradedDesks, type DeskDegraded } from "./degraded-desks.js";
import { type EmergencyFigures, emergencyFigures, type WatchedDesks } from "./emergency-figures.js";
import { type DeskGaps, EmergencyGaps } from "./emergency-gaps.js";
import { noSamples, type SampleCounts, withSample } from "./emergency-sample.js";
import type { Counts, RunVerdict, TranscriptEvent, Verdict } from "./event.js";
import { HandsetDirectory } from "./handset-directory.js";

/** What every report says of a run, worked out from its events alone. */

interface StepSummary {
  /** Line in the scenario file, from 1. */
  readonly line: number;
  readonly text: string;
  readonly verdict: Exclude<Verdict, "flaky">;
  readonly durationMs: number;
  readonly message?: string;
  readonly expected?: string;
  readonly lastSeen?: string;
}

/** A note of the backend, and the phones that it names. */
interface BackendNote {
  /** Milliseconds since the run began. */
  readonly atMs: number;
  readonly phones: readonly string[];
  readonly text: string;
}

/** One try at a scenario. */
interface AttemptSummary {
  readonly verdict: Verdict;
  readonly durationMs: number;
  readonly reason?: string;
  readonly steps: readonly StepSummary[];
  /** What the harness noticed beside the steps: reboots outside HD-7 and HD-8. */
  readonly notes: readonly string[];
  /** What the backend noted: refusals with their reason, above all. */
  readonly backendNotes: readonly BackendNote[];
  /** How its desks could call for help. */
  readonly emergency: readonly DeskGaps[];
  /** Which of them could, and something was wrong with it; the longest in all first. */
  readonly degraded: readonly DeskDegraded[];
  /** Calls that proved it. */
  readonly samples: SampleCounts;
  /** Where in the transcript it lies: first and last `seq`, without the tear-down. */
  readonly fromSeq: number;
  readonly toSeq: number;
}

export interface ScenarioSummary extends AttemptSummary {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly tags: readonly string[];
  /** Tries before the last one, all failed. */
  readonly earlier: readonly AttemptSummary[];
}

export interface RunSummary {
  readonly deskfleet: string;
  readonly startedAt: string;
  readonly seed: number;
  readonly command: string;
  /** In what the setup that was played differs from the file. */
  readonly remarks: readonly string[];
  /** `interrupted` where the transcript has no end. */
  readonly verdict: RunVerdict | "not-judged";
  readonly counts: Counts;
  readonly durationMs: number;
  /** Why the run cannot be trusted; empty where it can. */
  readonly invalid: readonly string[];
  /** Of all scenarios; absent where no emergency path was worked out. */
  readonly emergency?: EmergencyFigures;
  /** In the order in which they began; a scenario without an end is not in it. */
  readonly scenarios: readonly ScenarioSummary[];
}

interface OpenScenario {
  name: string;
  file: string;
  tags: readonly string[];
  fromSeq: number;
  steps: StepSummary[];
  notes: string[];
  backendNotes: BackendNote[];
  directory: HandsetDirectory;
  gaps: EmergencyGaps;
  degraded: DegradedDesks;
  samples: SampleCounts;
  openStep: { line: number; text: string } | undefined;
  tearDownSeq: number | undefined;
  earlier: AttemptSummary[];
  ended: AttemptSummary | undefined;
}

/** @param events the transcript of one run, in order */
export function summarizeRun(events: readonly TranscriptEvent[]): RunSummary {
  const scenarios = new Map<string, OpenScenario>();
  /** Of desks that belong to no scenario: a fleet that is watched. */
  const fleet = new EmergencyGaps();
  const fleetDegraded = new DegradedDesks();
  let start: Extract<TranscriptEvent, { type: "run-start" }> | undefined;
  let end: Extract<TranscriptEvent, { type: "run-end" }> | undefined;
  for (const event of events) {
    if (event.type === "run-start") start = event;
    else if (event.type === "run-end") end = event;
    else if (event.scenario !== undefined) follow(scenarios, event.scenario, event);
    else {
      fleet.add(event);
      fleetDegraded.add(event);
    }
  }
  const finished = [...scenarios].flatMap(([id, scenario]) => {
    if (!scenario.ended) return [];
    const { name, file, tags, earlier, ended } = scenario;
    return [{ id, name, file, tags, earlier, ...ended }];
  });
  const endMs = events.at(-1)?.atMs ?? 0;
  const emergency = emergencyFigures([
    ...finished.map(watchedIn),
    { of: "", desks: fleet.desks(endMs), degraded: fleetDegraded.rows(endMs), samples: noSamples },
  ]);
  return {
    ...(emergency === undefined ? {} : { emergency }),
    deskfleet: start?.deskfleet ?? "",
    startedAt: start?.startedAt ?? "",
    seed: start?.seed ?? 0,
    command: start?.command ?? "",
    remarks: start?.remarks ?? [],
    verdict: end?.verdict ?? "interrupted",
    counts: end?.counts ?? countVerdicts(finished.map(({ verdict }) => verdict)),
    durationMs: end?.durationMs ?? endMs,
    invalid: end?.invalid ?? [],
    scenarios: finished,
  };
}

/** The desks of one scenario, as the figures take them. */
export function watchedIn({ name, emergency, degraded, samples }: ScenarioSummary): WatchedDesks {
  return { of: name, desks: emergency, degraded, samples };
}

/** How often each verdict stands in a list. */
export function countVerdicts(verdicts: readonly Verdict[]): Counts {
  const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    flaky: count("flaky"),
    blocked: count("blocked"),
    skipped: count("skipped"),
  };
}

function follow(scenarios: Map<string, OpenScenario>, id: string, event: TranscriptEvent): void {
  const scenario = scenarios.get(id);
  scenario?.directory.learn(event);
  scenario?.gaps.add(event);
  scenario?.degraded.add(event);
  switch (event.type) {
    case "scenario-start":
      scenarios.set(id, {
        name: event.name,
        file: event.file,
        tags: event.tags,
        fromSeq: event.seq,
        steps: [],
        notes: [],
        backendNotes: [],
        directory: new HandsetDirectory(),
        gaps: new EmergencyGaps(),
        degraded: new DegradedDesks(),
        samples: noSamples,
        openStep: undefined,
        tearDownSeq: undefined,
        earlier: scenario?.ended ? [...scenario.earlier, scenario.ended] : [],
        ended: undefined,
      });
      return;
    case "note":
      // A phone's own notes are details of its work; those without a phone are the harness's.
      if (event.phone === undefined) scenario?.notes.push(event.text);
      return;
    case "backend-note": {
      const { atMs, text } = event;
      scenario?.backendNotes.push({ atMs, phones: scenario.directory.namedIn(text), text });
      return;
    }
    case "emergency-sample":
      if (scenario) scenario.samples = withSample(scenario.samples, event);
      return;
    case "step-start":
      if (scenario) scenario.openStep = { line: event.line, text: event.text };
      return;
    case "step-end": {
      if (!scenario?.openStep) return;
      const { verdict, durationMs, message, expected, lastSeen } = event;
      scenario.steps.push({
        ...scenario.openStep,
        verdict,
        durationMs,
        ...(message === undefined ? {} : { message }),
        ...(expected === undefined ? {} : { expected }),
        ...(lastSeen === undefined ? {} : { lastSeen }),
      });
      scenario.openStep = undefined;
      return;
    }
    case "tear-down":
      if (scenario) scenario.tearDownSeq = event.seq;
      return;
    case "scenario-end":
      if (!scenario) return;
      scenario.ended = {
        verdict: event.verdict,
        durationMs: event.durationMs,
        ...(event.reason === undefined ? {} : { reason: event.reason }),
        steps: scenario.steps,
        notes: scenario.notes,
        backendNotes: scenario.backendNotes,
        emergency: scenario.gaps.desks(event.atMs),
        degraded: scenario.degraded.rows(event.atMs),
        samples: scenario.samples,
        fromSeq: scenario.fromSeq,
        toSeq: scenario.tearDownSeq ?? event.seq,
      };
      return;
    default:
  }
}
