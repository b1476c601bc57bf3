import type { SourceFile } from "./source-file.js";
import { YamlFile } from "./yaml-file.js";

/** Held no longer than the source itself. */
const parsed = new WeakMap<SourceFile, YamlFile>();

/**
 * The YAML of a file, parsed once: a setup is looked at again for each of its scenarios, a family for each of its
 * models.
 * @throws DeskfleetErrors with DF_FILE_YAML for every syntax error.
 */
export function yamlOf(source: SourceFile): YamlFile {
  const known = parsed.get(source);
  if (known) return known;
  const yaml = new YamlFile(source.file, source.text);
  parsed.set(source, yaml);
  return yaml;
}
