import { IdentityDealer } from "../fleet/identity-dealer.js";
import { keepProcessAlive } from "../fleet/keep-process-alive.js";
import { recordTarget } from "../fleet/record-target.js";
import { DeskfleetError } from "../model/errors.js";
import { type Counts, type RunVerdict, runFileVersion, type Verdict } from "../transcript/event.js";
import { countVerdicts } from "../transcript/run-summary.js";
import { type AttemptEnd, runAttempt } from "./attempt.js";
import type { PlannedScenario } from "./file/scenario-file.js";
import type { RunEnd, RunOptions } from "./run-options.js";

/** What became of one scenario. */
interface ScenarioEnd {
  readonly verdict: Verdict;
  readonly leaks: readonly string[];
}

/**
 * Runs scenarios, several side by side, and records everything in the transcript. Never rejects because of a scenario.
 * @throws DeskfleetError DF_INTERNAL where a scenario was neither run nor skipped: silence is not success
 *
 * @example const { verdict, counts } = await runScenarios({ scenarios, startBackend, transcript, … });
 */
export async function runScenarios(options: RunOptions): Promise<RunEnd> {
  const { transcript, clock, scenarios, seed, deskfleet, command, remarks = [] } = options;
  const recorder = transcript.scope({});
  const startedAt = clock.now();
  const release = keepProcessAlive();
  try {
    recorder.record({
      type: "run-start",
      runFileVersion,
      deskfleet,
      startedAt: new Date(clock.wall()).toISOString(),
      seed,
      command,
      ...(remarks.length === 0 ? {} : { remarks }),
    });
    recordTarget(recorder, options.dialRules);
    const ends = await inParallel(scenarios, options);
    const ended = Object.keys(ends).length;
    if (ended !== scenarios.length) {
      throw new DeskfleetError("DF_INTERNAL", `${scenarios.length} scenarios were planned, ${ended} ended`);
    }
    const counts = countVerdicts(ends.map(({ verdict }) => verdict));
    const invalid = [...ends.flatMap((end) => end.leaks), ...options.problems()];
    const end = {
      verdict: runVerdict(counts, invalid, options.signal),
      counts,
      durationMs: clock.now() - startedAt,
      invalid,
    };
    recorder.record({ type: "run-end", ...end });
    return end;
  } finally {
    release();
  }
}

/** A leak, too, makes the run invalid: what a stopped phone still does could reach the next scenario. */
function runVerdict(counts: Counts, invalid: readonly string[], signal: AbortSignal): RunVerdict {
  if (signal.aborted) return "interrupted";
  if (invalid.length > 0) return "invalid";
  if (counts.failed > 0) return "failed";
  return counts.blocked > 0 ? "blocked" : "passed";
}

async function inParallel(planned: readonly PlannedScenario[], options: RunOptions): Promise<ScenarioEnd[]> {
  const dealer = new IdentityDealer();
  const ends: ScenarioEnd[] = [];
  const queue = [...planned.entries()];
  let bailed = false;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, each] = next;
      const id = String(index + 1);
      const skipReason = options.signal.aborted
        ? "interrupted"
        : bailed
          ? "an earlier one failed (--bail)"
          : "";
      const end =
        skipReason === ""
          ? await runScenario(each, id, options, dealer)
          : skipScenario(each, id, options, skipReason);
      if (options.bail && end.verdict === "failed") bailed = true;
      ends[index] = end;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.parallel) }, worker));
  return ends;
}

/** Tries a scenario until it passes or no retry is left. A blocked one is not tried again: nothing was judged. */
async function runScenario(
  planned: PlannedScenario,
  id: string,
  run: RunOptions,
  dealer: IdentityDealer,
): Promise<ScenarioEnd> {
  const leaks: string[] = [];
  for (let attempt = 1; ; attempt++) {
    const startedAt = run.clock.now();
    tellStart(planned, id, run, attempt);
    const end = await runAttempt({ run, planned, id, attempt, dealer });
    leaks.push(...end.leaks.map((leak) => `${planned.scenario.name}: ${leak}`));
    const final = end.verdict !== "failed" || attempt > run.retries || run.signal.aborted;
    const verdict = end.verdict === "passed" && attempt > 1 ? "flaky" : end.verdict;
    tellEnd(id, run, attempt, { ...end, verdict }, final, startedAt);
    if (final) return { verdict, leaks };
  }
}

function skipScenario(planned: PlannedScenario, id: string, run: RunOptions, reason: string): ScenarioEnd {
  tellStart(planned, id, run, 1);
  tellEnd(id, run, 1, { verdict: "skipped", reason }, true, run.clock.now());
  return { verdict: "skipped", leaks: [] };
}

function tellStart({ scenario }: PlannedScenario, id: string, run: RunOptions, attempt: number): void {
  run.transcript.scope({ scenario: id }).record({
    type: "scenario-start",
    name: scenario.name,
    file: scenario.file,
    tags: scenario.tags,
    attempt,
    steps: scenario.steps.length,
  });
}

function tellEnd(
  id: string,
  run: RunOptions,
  attempt: number,
  { verdict, reason }: { readonly verdict: Verdict } & Pick<AttemptEnd, "reason">,
  final: boolean,
  startedAt: number,
): void {
  run.transcript.scope({ scenario: id }).record({
    type: "scenario-end",
    verdict,
    durationMs: run.clock.now() - startedAt,
    attempt,
    final,
    ...(reason === undefined ? {} : { reason }),
  });
}
