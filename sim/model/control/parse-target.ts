import { refuseOtherKind } from "../files/file-kind.js";
import type { SourceFile } from "../files/source-file.js";
import { yamlOf } from "../files/yaml-of.js";
import { type Target, targetFileSchema } from "./target.js";

/**
 * Reads a target file.
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA), each with its position
 */
export function parseTarget(source: SourceFile): Target {
  refuseOtherKind(source, "target");
  return yamlOf(source).parse(targetFileSchema, "target");
}
