import { DeskfleetErrors } from "../errors.js";
import { suggestion } from "../files/nearest-word.js";
import { pathText } from "../files/path-text.js";
import type { YamlFile } from "../files/yaml-file.js";
import type { Setup } from "./setup.js";
import { brokenReferences } from "./setup-references.js";
import { brokenReferencesBeside } from "./sound-setup.js";

/** A setup that stands in a file, or a part of one. */
export interface SetupPlace {
  /** Keys from the root of the file to it. */
  readonly at: readonly string[];
  /** Unchecked. */
  readonly content: unknown;
  /** The models that there are profiles for. */
  readonly models: readonly string[];
  /** Checks the schema. @throws DeskfleetErrors DF_FILE_SCHEMA */
  readonly parse: () => Setup;
}

/**
 * A setup whose schema and names are good. Faults of both are told together, so that who mends one kind does not meet the
 * other only then.
 * @throws DeskfleetErrors (DF_FILE_SCHEMA, DF_FILE_REFERENCE), in the order of the file
 */
export function setupIn(yaml: YamlFile, { at, content, models, parse }: SetupPlace): Setup {
  let setup: Setup | undefined;
  let faults: DeskfleetErrors["errors"] = [];
  try {
    setup = parse();
  } catch (error) {
    if (!(error instanceof DeskfleetErrors)) throw error;
    faults = error.errors;
  }
  const broken = setup ? brokenReferences(setup, models) : brokenReferencesBeside(content, models);
  const misnomers = broken.map(({ path, message, name, known }) => {
    const place = [...at, ...path];
    return yaml.error("DF_FILE_REFERENCE", `${pathText(place)}: ${message}${suggestion(name, known)}`, place);
  });
  if (setup !== undefined && misnomers.length === 0) return setup;
  throw new DeskfleetErrors(
    [...faults, ...misnomers].toSorted(
      ({ position: left }, { position: right }) =>
        (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0),
    ),
  );
}
