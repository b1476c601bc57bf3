import { z } from "zod";
import { type Setup, setupFileSchema } from "../../model/setup/setup.js";
import { applySetupChanges } from "../../model/setup/setup-changes.js";
import { brokenReferences } from "../../model/setup/setup-references.js";
import { emergencyTerms } from "../file/emergency-terms.js";
import { scenarioPhones } from "../file/scenario-file.js";
import { type Fields, fieldsOf, listOf, type Path } from "../file/unchecked.js";
import { isStepWord, words } from "../vocabulary.js";
import type { KnownNames } from "./known-names.js";
import { type Mention, mentionsIn } from "./mentions.js";
import type { NameFault } from "./name-fault.js";
import { nameRules } from "./name-rules.js";

/** A name in a scenario that points at nothing, or is given twice. */
export interface Misnomer extends NameFault {
  /** Keys from the root of the file. */
  readonly path: Path;
  readonly name: string;
}

/** What a Submit makes of the setup, where that is not a setup. */
export interface BrokenSubmit {
  /** Of its changes. */
  readonly path: Path;
  /** The whole content of a setup file that it leads to. */
  readonly content: unknown;
}

export interface NamesLookedUp {
  readonly misnomers: readonly Misnomer[];
  readonly brokenSubmits: readonly BrokenSubmit[];
}

/**
 * Looks up all names in a scenario, each as of the step in which it stands. Works on unchecked content, so that these faults are
 * reported together with those of the schema; what has the wrong shape is left to the schema.
 * @param models the models that there are profiles for
 * @param setup with the scenario's changes; undefined: names of the setup are not looked up
 */
export function lookUpNames(
  content: unknown,
  models: readonly string[],
  setup: Setup | undefined,
): NamesLookedUp {
  const file = fieldsOf(content);
  const phones = fieldsOf(file["phones"]);
  const steps = stepsOf(file);
  const known: KnownNames = {
    models,
    phones: file["phones"] === undefined ? undefined : new Set(phoneNames(phones)),
    calls: new Set(),
    laterCalls: new Set(steps.flatMap(({ mentions }) => newCalls(mentions))),
    setups: setup === undefined ? [] : [setup],
  };
  const misnomers = [
    ...faultsOf(mentionsIn(scenarioPhones, phones, ["phones"]), known),
    ...faultsOf(mentionsIn(emergencyTerms, file["emergency"], ["emergency"]), known),
  ];
  const brokenSubmits: BrokenSubmit[] = [];
  for (const step of steps) {
    misnomers.push(...faultsOf(step.mentions, known));
    const submitted = submit(step, known.setups.at(-1));
    if (submitted?.setup) {
      known.setups.push(submitted.setup);
      misnomers.push(...brokenNames(submitted.setup, submitted.path, models));
    } else if (submitted) {
      brokenSubmits.push(submitted);
    }
    for (const call of newCalls(step.mentions)) known.calls.add(call);
  }
  return { misnomers, brokenSubmits };
}

interface UncheckedStep {
  readonly path: Path;
  readonly mentions: readonly Mention[];
  /** What it changes in the setup. */
  readonly changes: Fields | undefined;
}

function stepsOf(file: Fields): UncheckedStep[] {
  return (["steps", "cleanup"] as const).flatMap((section) =>
    listOf(file[section]).flatMap((step, index) =>
      Object.entries(fieldsOf(step)).flatMap(([word, args]): UncheckedStep[] => {
        if (!isStepWord(word)) return [];
        const path = [section, index, word];
        const { schema, submits } = words[word];
        return [{ path, mentions: mentionsIn(schema, args, path), changes: submits?.(args) }];
      }),
    ),
  );
}

function faultsOf(mentions: readonly Mention[], known: KnownNames): Misnomer[] {
  return mentions.flatMap(({ kind, name, path }) => {
    const fault = nameRules[kind](name, known);
    return fault === undefined ? [] : [{ ...fault, name, path }];
  });
}

/** What a Submit adds is known from there on. @returns undefined where the step is none, or must be refused */
function submit(
  { path, changes }: UncheckedStep,
  before: Setup | undefined,
): (BrokenSubmit & { readonly setup: Setup | undefined }) | undefined {
  if (before === undefined || changes === undefined) return undefined;
  const content = applySetupChanges(z.encode(setupFileSchema, before), changes);
  return { path: [...path, "set"], content, setup: setupFileSchema.safeParse(content).data };
}

function brokenNames(setup: Setup, path: Path, models: readonly string[]): Misnomer[] {
  return brokenReferences(setup, models).map((broken) => ({ ...broken, path: [...path, ...broken.path] }));
}

function newCalls(mentions: readonly Mention[]): string[] {
  return mentions.flatMap(({ kind, name }) => (kind === "new-call" ? [name] : []));
}

/** Every name that a step may use for a phone: each phone, each group and each member of a group. */
function phoneNames(phones: Fields): string[] {
  return Object.entries(phones).flatMap(([name, phone]) => {
    const count = fieldsOf(phone)["count"];
    const members = typeof count === "number" ? Array.from({ length: Math.min(count, 1000) }) : [];
    return [name, ...members.map((_each, index) => `${name}-${index + 1}`)];
  });
}
