import { z } from "zod";
import { DeskfleetError, DeskfleetErrors } from "../errors.js";
import { refuseOtherKind } from "../files/file-kind.js";
import type { SourceFile } from "../files/source-file.js";
import { suggestion, YamlFile } from "../files/yaml-file.js";
import { type Setup, setupFileSchema } from "../setup/setup.js";
import { applySetupChanges } from "../setup/setup-changes.js";
import { brokenReferences } from "../setup/setup-references.js";
import { type PlacedStep, type Scenario, type Step, scenarioFileSchema, spreadPhones } from "./scenario.js";
import { falseClaims, unknownClaims } from "./scenario-claims.js";
import { danglingNames } from "./scenario-references.js";

/**
 * Reads a scenario. Faults of the schema and names that point at nothing are reported together.
 * @param models the models that there are profiles for
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA, DF_FILE_REFERENCE), each with its position
 */
export function parseScenario(source: SourceFile, models: readonly string[]): Scenario {
  refuseOtherKind(source, "scenario");
  const yaml = new YamlFile(source.file, source.text);
  const content = yaml.content();
  const unknown = [...danglingNames(content, models), ...unknownClaims(content)];
  const errors = unknown.map(({ path, message, name, known }) =>
    yaml.error("DF_FILE_REFERENCE", `${path.join(".")}: ${message}${suggestion(name, known)}`, path),
  );
  const file = collect(() => yaml.parse(scenarioFileSchema), errors);
  if (file === undefined || errors.length > 0) throw new DeskfleetErrors(inFileOrder(errors));
  const placed = (section: "steps" | "cleanup"): PlacedStep[] =>
    file[section].map((step: Step, index) => ({ ...step, line: yaml.position([section, index]).line }));
  return {
    file: source.file,
    name: file.scenario,
    tags: file.tags,
    rules: file.rules,
    policies: file.policies,
    setup: file.setup,
    changes: file.with,
    ...spreadPhones(file),
    network: file.network,
    steps: placed("steps"),
    cleanup: placed("cleanup"),
  };
}

/** A setup as it stands in its file; many scenarios share one. */
export interface NamedSetup {
  readonly source: SourceFile;
  readonly setup: Setup;
}

/**
 * The setup that a scenario runs on: the file that it names with the changes under its `with`.
 * @param source the scenario's file, where faults of `with`, of its locations and of its `policies` are shown
 * @param named the setup that it names, as `parseSetup` read it
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA, DF_FILE_REFERENCE) with positions in either file
 */
export function parseScenarioSetup(
  source: SourceFile,
  scenario: Scenario,
  named: NamedSetup,
  models: readonly string[],
): Setup {
  const yaml = new YamlFile(source.file, source.text);
  const setup =
    scenario.changes === undefined
      ? named.setup
      : changedSetup(yaml, new YamlFile(named.source.file, named.source.text), scenario.changes, models);
  const errors = [...lostPhones(yaml, scenario, setup), ...wrongClaims(yaml, scenario, setup)];
  if (errors.length > 0) throw new DeskfleetErrors(inFileOrder(errors));
  return setup;
}

function lostPhones(yaml: YamlFile, { phones }: Scenario, { locations }: Setup): DeskfleetError[] {
  const known = Object.keys(locations);
  const lost = new Map(
    phones.flatMap(({ declaredAs, location }) =>
      location !== undefined && !known.includes(location) ? [[declaredAs, location] as const] : [],
    ),
  );
  return [...lost].map(([name, location]) =>
    yaml.error(
      "DF_FILE_REFERENCE",
      `phones.${name}.location: there is no location "${location}" in the setup${suggestion(location, known)}`,
      ["phones", name, "location"],
    ),
  );
}

function wrongClaims(yaml: YamlFile, { policies }: Scenario, setup: Setup): DeskfleetError[] {
  return falseClaims(policies, setup).map(
    ({ policy, message, hint }) =>
      new DeskfleetError("DF_FILE_REFERENCE", `policies.${policy}: ${message}`, {
        position: yaml.position(["policies", policy]),
        hint,
      }),
  );
}

/** The setup file is good by itself, so whatever is wrong now comes from `with` and is shown there. */
function changedSetup(
  yaml: YamlFile,
  setupYaml: YamlFile,
  changes: NonNullable<Scenario["changes"]>,
  models: readonly string[],
): Setup {
  const content = { with: applySetupChanges(setupYaml.content(), changes) };
  const setup = yaml.parse(z.strictObject({ with: setupFileSchema }), content).with;
  const broken = brokenReferences(setup, models);
  if (broken.length === 0) return setup;
  throw new DeskfleetErrors(
    broken.map(({ path, message }) =>
      yaml.error("DF_FILE_REFERENCE", `with.${path.join(".")}: ${message}`, ["with", ...path]),
    ),
  );
}

function collect<Result>(parse: () => Result, errors: DeskfleetError[]): Result | undefined {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof DeskfleetErrors)) throw error;
    errors.push(...error.errors);
    return undefined;
  }
}

function inFileOrder(errors: readonly DeskfleetError[]): DeskfleetError[] {
  return errors.toSorted(
    ({ position: left }, { position: right }) =>
      (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0),
  );
}
