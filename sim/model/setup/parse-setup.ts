import { refuseOtherKind } from "../files/file-kind.js";
import type { SourceFile } from "../files/source-file.js";
import { yamlOf } from "../files/yaml-of.js";
import { type Setup, setupFileSchema } from "./setup.js";
import { setupIn } from "./setup-in.js";

/**
 * Reads a setup and checks every name in it.
 * @param models the models that there are profiles for
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA, DF_FILE_REFERENCE), each with its position
 */
export function parseSetup(source: SourceFile, models: readonly string[]): Setup {
  refuseOtherKind(source, "setup");
  const yaml = yamlOf(source);
  return setupIn(yaml, {
    at: [],
    content: yaml.content(),
    models,
    parse: () => yaml.parse(setupFileSchema, "setup"),
  });
}
