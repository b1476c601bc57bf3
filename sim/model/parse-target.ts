import { refuseOtherKind } from "./file-kind.js";
import type { SourceFile } from "./parse-profile.js";
import { type Target, targetFileSchema } from "./target.js";
import { YamlFile } from "./yaml-file.js";

/**
 * Reads a target file.
 * @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA), each with its position
 */
export function parseTarget(source: SourceFile): Target {
  refuseOtherKind(source, "target");
  return new YamlFile(source.file, source.text).parse(targetFileSchema);
}
