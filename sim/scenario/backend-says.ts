import type { PlacedStep } from "./file/scenario-file.js";
import type { Stage } from "./stage.js";
import type { StepOutcome } from "./step-outcome.js";

/**
 * The outcome of a step that did not pass, with what the backend noted about its phones: a phone shows "Login failed"
 * whatever the reason is, and only the backend knows it.
 */
export function withBackendNotes(outcome: StepOutcome, step: PlacedStep, stage: Stage): StepOutcome {
  if (outcome.verdict !== "failed") return outcome;
  const names = phonesOf(step, stage);
  const notes = names.flatMap((name) =>
    stage.log.view(name).notes.map((note) => `backend${names.length > 1 ? ` on ${name}` : ""}: ${note}`),
  );
  const lastSeen = [...(outcome.lastSeen === undefined ? [] : [outcome.lastSeen]), ...new Set(notes)];
  return lastSeen.length === 0 ? outcome : { ...outcome, lastSeen: lastSeen.join("; ") };
}

/** The phones that the step names; where it names none, the one with its call, or all. */
function phonesOf({ args }: PlacedStep, { groups, handsets, log }: Stage): readonly string[] {
  const all = [...handsets.keys()];
  const named = typeof args === "string" ? args : Array.isArray(args) ? args : textField(args, "phone");
  const meant = [named ?? []].flat().flatMap((name) => groups.get(String(name)) ?? []);
  if (meant.length > 0) return meant;
  const call = textField(args, "call");
  const callers = all.filter((name) => log.view(name).calls.some((each) => each.call === call));
  return callers.length > 0 ? callers : all;
}

function textField(args: unknown, name: string): string | undefined {
  if (typeof args !== "object" || args === null) return undefined;
  const value: unknown = Object.entries(args).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : undefined;
}
