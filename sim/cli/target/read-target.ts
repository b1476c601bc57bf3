import { readSource } from "../../files/read-source.js";
import { parseTarget } from "../../model/control/parse-target.js";
import type { Target } from "../../model/control/target.js";

/** A target file that was read. */
export interface NamedTarget {
  readonly target: Target;
  /** Its path, which the paths in it start from. */
  readonly file: string;
}

/** @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA), DeskfleetError DF_FILE_READ */
export function readTarget(file: string): NamedTarget {
  return { target: parseTarget(readSource(file)), file };
}
