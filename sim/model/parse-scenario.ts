import { type DeskfleetError, DeskfleetErrors } from "./errors.js";
import type { SourceFile } from "./parse-profile.js";
import { type PlacedStep, type Scenario, type Step, scenarioFileSchema, spreadPhones } from "./scenario.js";
import { danglingNames } from "./scenario-references.js";
import type { Setup } from "./setup.js";
import { suggestion, YamlFile } from "./yaml-file.js";

/**
 * Reads a scenario. Faults of the schema and names that point at nothing are reported together.
 * @param models the models that there are profiles for
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA, DF_FILE_REFERENCE), each with its position
 */
export function parseScenario(source: SourceFile, models: readonly string[]): Scenario {
  const yaml = new YamlFile(source.file, source.text);
  const errors = danglingNames(yaml.content(), models).map(({ path, message, name, known }) =>
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
    setup: file.setup,
    ...spreadPhones(file),
    network: file.network,
    steps: placed("steps"),
    cleanup: placed("cleanup"),
  };
}

/**
 * Checks what a scenario names of its setup: the locations of its phones.
 * @throws DeskfleetErrors (DF_FILE_REFERENCE) with positions
 */
export function checkScenarioSetup(source: SourceFile, scenario: Scenario, setup: Setup): void {
  const yaml = new YamlFile(source.file, source.text);
  const known = Object.keys(setup.locations);
  const wrong = new Map(
    scenario.phones.flatMap(({ declaredAs, location }) =>
      location !== undefined && !known.includes(location) ? [[declaredAs, location] as const] : [],
    ),
  );
  if (wrong.size === 0) return;
  throw new DeskfleetErrors(
    [...wrong].map(([name, location]) =>
      yaml.error(
        "DF_FILE_REFERENCE",
        `phones.${name}.location: there is no location "${location}" in the setup${suggestion(location, known)}`,
        ["phones", name, "location"],
      ),
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
