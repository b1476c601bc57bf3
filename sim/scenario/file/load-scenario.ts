import { z } from "zod";
import { DeskfleetError, DeskfleetErrors } from "../../model/errors.js";
import { refuseOtherKind } from "../../model/files/file-kind.js";
import { suggestion } from "../../model/files/nearest-word.js";
import { pathText } from "../../model/files/path-text.js";
import type { SourceFile } from "../../model/files/source-file.js";
import type { YamlFile } from "../../model/files/yaml-file.js";
import { yamlOf } from "../../model/files/yaml-of.js";
import { type Setup, setupFileSchema } from "../../model/setup/setup.js";
import { applySetupChanges } from "../../model/setup/setup-changes.js";
import { setupIn } from "../../model/setup/setup-in.js";
import { type BrokenSubmit, lookUpNames } from "../names/misnomers.js";
import { falseClaims, unknownClaims } from "./scenario-claims.js";
import {
  type PlacedStep,
  type PlannedScenario,
  type Scenario,
  type ScenarioFile,
  scenarioFileSchema,
  spreadPhones,
} from "./scenario-file.js";
import { type Fields, fieldsOf } from "./unchecked.js";

/** A setup as it stands in its file; many scenarios share one. */
export interface NamedSetup {
  readonly source: SourceFile;
  readonly setup: Setup;
}

/**
 * Reads a scenario and the setup that it runs on: the file that it names with the changes under its `with`. Faults of
 * the schema, names that point at nothing in the scenario or in its setup, and false claims are reported together.
 * @param models the models that there are profiles for
 * @param readSetup reads the setup of that path, as it stands in the file; may throw DeskfleetError and DeskfleetErrors
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA, DF_FILE_REFERENCE), each with its position in either file
 */
export function loadScenario(
  source: SourceFile,
  models: readonly string[],
  readSetup: (path: string) => NamedSetup,
): PlannedScenario {
  refuseOtherKind(source, "scenario");
  const yaml = yamlOf(source);
  const { setup: path, with: changes } = fieldsOf(yaml.content());
  const errors: DeskfleetError[] = [];
  const setup = collect(() => {
    if (typeof path !== "string") return undefined;
    const named = readSetup(path);
    return changes === undefined ? named.setup : changedSetup(yaml, named, fieldsOf(changes), models);
  }, errors);
  const scenario = collect(() => readScenario(yaml, models, setup), errors);
  if (scenario && setup) errors.push(...wrongClaims(yaml, scenario, setup));
  if (scenario === undefined || setup === undefined || errors.length > 0) {
    throw new DeskfleetErrors(inFileOrder(source.file, errors));
  }
  return { scenario, setup, setupChanged: changes !== undefined };
}

/**
 * Reads a scenario without its setup, whose names are not looked up.
 * @throws DeskfleetErrors as `loadScenario`
 */
export function parseScenario(source: SourceFile, models: readonly string[]): Scenario {
  refuseOtherKind(source, "scenario");
  return readScenario(yamlOf(source), models, undefined);
}

function readScenario(yaml: YamlFile, models: readonly string[], setup: Setup | undefined): Scenario {
  const content = yaml.content();
  const { misnomers, brokenSubmits } = lookUpNames(content, models, setup);
  const unknown = [...misnomers, ...unknownClaims(content)];
  const errors = unknown.map(({ path, message, name, known }) =>
    yaml.error("DF_FILE_REFERENCE", `${pathText(path)}: ${message}${suggestion(name, known)}`, path),
  );
  for (const broken of brokenSubmits) collect(() => refuseSubmit(yaml, broken), errors);
  const file = collect(() => yaml.parse(scenarioFileSchema, "scenario"), errors);
  if (file === undefined || errors.length > 0) throw new DeskfleetErrors(inFileOrder(yaml.file, errors));
  return scenarioOf(yaml, file);
}

/** Tells what is wrong in the changes of a Submit, at their place. */
function refuseSubmit(yaml: YamlFile, { path, content }: BrokenSubmit): void {
  const place = path.map(String).toReversed();
  const schema = place.reduce<z.ZodType>((inner, key) => z.strictObject({ [key]: inner }), setupFileSchema);
  yaml.parse(
    schema,
    "setup",
    place.reduce<unknown>((inner, key) => ({ [key]: inner }), content),
  );
}

function scenarioOf(yaml: YamlFile, file: ScenarioFile): Scenario {
  const placed = (section: "steps" | "cleanup"): PlacedStep[] =>
    file[section].map((step, index) => ({ ...step, line: yaml.position([section, index]).line }));
  return {
    file: yaml.file,
    name: file.scenario,
    tags: file.tags,
    rules: file.rules,
    policies: file.policies,
    ...spreadPhones(file),
    emergency: file.emergency,
    network: file.network,
    steps: placed("steps"),
    cleanup: placed("cleanup"),
  };
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
  { source }: NamedSetup,
  changes: Fields,
  models: readonly string[],
): Setup {
  const content = applySetupChanges(yamlOf(source).content(), changes);
  const schema = z.strictObject({ with: setupFileSchema });
  const parse = (): Setup => yaml.parse(schema, "setup", { with: content }).with;
  return setupIn(yaml, { at: ["with"], content, models, parse });
}

function collect<Result>(parse: () => Result, errors: DeskfleetError[]): Result | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof DeskfleetErrors) errors.push(...error.errors);
    else if (error instanceof DeskfleetError) errors.push(error);
    else throw error;
    return undefined;
  }
}

/** Those of other files come last. */
function inFileOrder(file: string, errors: readonly DeskfleetError[]): DeskfleetError[] {
  const place = ({ position }: DeskfleetError): readonly [number, number, number] => [
    position?.file === file ? 0 : 1,
    position?.line ?? 0,
    position?.column ?? 0,
  ];
  return errors.toSorted((left, right) => {
    const [leftFile, leftLine, leftColumn] = place(left);
    const [rightFile, rightLine, rightColumn] = place(right);
    return leftFile - rightFile || leftLine - rightLine || leftColumn - rightColumn;
  });
}
