import { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import { suggestion } from "../../model/files/nearest-word.js";
import { ruleIds } from "../../model/rules/rules.js";
import { policyNames } from "../../model/setup/policies.js";
import type { Setup } from "../../model/setup/setup.js";
import { named } from "../names/named.js";
import { type Step, stepSchema } from "../vocabulary.js";
import { type EmergencyTerms, emergencyTerms } from "./emergency-terms.js";
import { setupChanges, text } from "./texts.js";

/**
 * A scenario: phones, steps and expectations (`scenarios/**`). The vocabulary is closed; an unknown word is an
 * error with its position.
 */

const scenarioPhone = kebabObject({
  model: named("model", text()).describe("model of a profile, e.g. CIP270"),
  location: named("location", text())
    .optional()
    .describe("location of the setup; absent: outside all of them"),
  count: z.int().min(1).max(1000).optional().describe("a group: name-1, name-2, …"),
});

export const scenarioPhones = z
  .record(z.string().regex(/^[a-z][a-z0-9-]*$/i, "a name is letters, digits and dashes"), scenarioPhone)
  .describe("by the name that steps use");

export const scenarioFileSchema = z.strictObject({
  scenario: text().min(1).describe("one line on what must hold"),
  tags: z.array(text()).default([]),
  rules: z
    .array(
      z.string().regex(/^((HD|EH|PBX)-\d+|F-\d+[a-j]?|T\d+)$/, {
        error: ({ input }) =>
          `expected the id of a rule, such as HD-7 or T9${suggestion(String(input), ruleIds)}`,
      }),
    )
    .default([])
    .describe("what it proves"),
  policies: z
    .partialRecord(z.enum(policyNames), z.string())
    .default({})
    .describe("policy values that it proves, by name; the setup must have them"),
  setup: text().describe("setup file, by its path from this one, or the name of a built-in setup"),
  with: setupChanges()
    .optional()
    .describe("what is different in the setup for this scenario; see setup-changes.ts"),
  phones: scenarioPhones,
  emergency: emergencyTerms.prefault({}),
  network: z
    .strictObject({ loss: z.number().min(0).max(0.9).describe("share of lost datagrams, each way") })
    .optional(),
  steps: z.array(stepSchema).min(1),
  cleanup: z.array(stepSchema).default([]).describe("always run, never changes the verdict"),
});

export type ScenarioFile = z.output<typeof scenarioFileSchema>;

/** A step and where it stands. */
export type PlacedStep = Step & {
  /** Line in the file, from 1. */
  readonly line: number;
};

/** One phone of a scenario, after groups were spread out. */
interface ScenarioPhone {
  readonly name: string;
  /** Its key under `phones`; for a member of a group that of the group. */
  readonly declaredAs: string;
  readonly model: string;
  readonly location: string | undefined;
}

/** A scenario as it is run. */
export interface Scenario {
  readonly file: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly rules: readonly string[];
  /** Policy values that it proves, by policy. */
  readonly policies: ScenarioFile["policies"];
  readonly phones: readonly ScenarioPhone[];
  /** Name in a step → the phones that it means. A phone alone is a group of itself. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly emergency: EmergencyTerms;
  readonly network: ScenarioFile["network"];
  readonly steps: readonly PlacedStep[];
  readonly cleanup: readonly PlacedStep[];
}

/** A scenario with the setup that it runs on. */
export interface PlannedScenario {
  readonly scenario: Scenario;
  /** The one that it names, with its own changes. */
  readonly setup: Setup;
  /** It has changes of its own (`with`): a target has to take them, or the scenario cannot be judged on it. */
  readonly setupChanged?: boolean;
  /** False: invariants are not asked, because chance plays it. */
  readonly judged?: boolean;
}

/** The phones of a file one by one, and what each name in a step means. */
export function spreadPhones(file: ScenarioFile): Pick<Scenario, "phones" | "groups"> {
  const spread: ScenarioPhone[] = [];
  const groups = new Map<string, readonly string[]>();
  for (const [name, { model, location, count }] of Object.entries(file.phones)) {
    const names =
      count === undefined ? [name] : Array.from({ length: count }, (_each, index) => `${name}-${index + 1}`);
    groups.set(name, names);
    for (const each of names) {
      spread.push({ name: each, declaredAs: name, model, location });
      groups.set(each, [each]);
    }
  }
  return { phones: spread, groups };
}
