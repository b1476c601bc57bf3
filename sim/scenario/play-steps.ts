import type { Recorder } from "../transcript/recorder.js";
import { withBackendNotes } from "./backend-says.js";
import type { PlacedStep, Scenario } from "./file/scenario-file.js";
import type { RebootWatch } from "./reboot-watch.js";
import type { Stage } from "./stage.js";
import { Interrupted, StepFailure } from "./step-failure.js";
import { outcomeOf, type StepOutcome } from "./step-outcome.js";
import { stepText } from "./step-text.js";
import { runStep } from "./vocabulary.js";

/** The first step that did not pass, with its outcome. */
export interface BrokenStep {
  readonly step: PlacedStep;
  readonly outcome: StepOutcome;
}

/**
 * Plays steps in order. After the first that does not pass the rest is skipped: what comes after a broken
 * expectation proves nothing. A reboot outside HD-7 and HD-8 is noted, or breaks the step in which it happened
 * (policy reboot-other).
 * @param reboots has not looked yet
 */
export async function playSteps(
  steps: readonly PlacedStep[],
  stage: Stage,
  recorder: Recorder,
  reboots: RebootWatch,
): Promise<BrokenStep | undefined> {
  let broken: BrokenStep | undefined;
  for (const [index, step] of steps.entries()) {
    const outcome = await tellStep(step, index, stage, recorder, () =>
      broken === undefined
        ? play(step, stage, () => judgeReboots(reboots, stage, recorder))
        : Promise.resolve({ verdict: "skipped" }),
    );
    if (outcome.verdict !== "passed") broken ??= { step, outcome };
  }
  return broken;
}

/**
 * Notes the reboots outside HD-7 and HD-8 since the last look.
 * @throws StepFailure where there are some and none may be (policy reboot-other)
 */
export function judgeReboots(reboots: RebootWatch, { setup }: Stage, recorder: Recorder): void {
  const found = reboots.look();
  if (found.length > 0 && setup.current.policies.rebootOther === "fail") {
    throw new StepFailure(found.join("; "));
  }
  for (const text of found) recorder.record({ type: "note", text });
}

/** Plays every step, whatever becomes of the others: cleaning up what can be cleaned up. */
export async function playCleanup(
  { cleanup, steps }: Scenario,
  stage: Stage,
  recorder: Recorder,
): Promise<void> {
  for (const [index, step] of cleanup.entries()) {
    await tellStep(step, steps.length + index, stage, recorder, () => play(step, stage), "cleanup: ");
  }
}

async function tellStep(
  step: PlacedStep,
  index: number,
  stage: Stage,
  recorder: Recorder,
  run: () => Promise<StepOutcome>,
  prefix = "",
): Promise<StepOutcome> {
  const { clock } = stage;
  const startedAt = clock.now();
  recorder.record({ type: "step-start", step: index, line: step.line, text: `${prefix}${stepText(step)}` });
  const outcome = withBackendNotes(await run(), step, stage);
  recorder.record({ type: "step-end", step: index, ...outcome, durationMs: clock.now() - startedAt });
  return outcome;
}

async function play(step: PlacedStep, stage: Stage, judge: () => void = () => {}): Promise<StepOutcome> {
  try {
    await orAborted(runStep(step, stage), stage.signal);
    judge();
    return { verdict: "passed" };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** A phone may wait long for an answer; the end of a run that is given up does not wait for it. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new Interrupted());
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener("abort", onAbort);
  }
}
