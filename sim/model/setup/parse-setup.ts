import { DeskfleetError, DeskfleetErrors } from "../errors.js";
import { refuseOtherKind } from "../files/file-kind.js";
import { suggestion } from "../files/nearest-word.js";
import { pathText } from "../files/path-text.js";
import type { SourceFile } from "../files/source-file.js";
import { yamlOf } from "../files/yaml-of.js";
import { type Setup, setupFileSchema } from "./setup.js";
import { brokenReferences } from "./setup-references.js";

/**
 * Reads a setup and checks every name in it.
 * @param models the models that there are profiles for
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA, DF_FILE_REFERENCE), each with its position
 */
export function parseSetup(source: SourceFile, models: readonly string[]): Setup {
  refuseOtherKind(source, "setup");
  const yaml = yamlOf(source);
  const setup = yaml.parse(setupFileSchema, "setup");
  const broken = brokenReferences(setup, models);
  if (broken.length > 0) {
    throw new DeskfleetErrors(
      broken.map(
        ({ path, message, name, known }) =>
          new DeskfleetError("DF_FILE_REFERENCE", `${pathText(path)}: ${message}${suggestion(name, known)}`, {
            position: yaml.position(path),
          }),
      ),
    );
  }
  return setup;
}
