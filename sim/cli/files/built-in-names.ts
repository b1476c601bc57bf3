import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../files/package-root.js";
import { shownPath } from "../../files/shown-path.js";
import { DeskfleetError } from "../../model/errors.js";
import { suggestion } from "../../model/files/nearest-word.js";

/** What comes with the package, by the folder under `scenarios/` that it lies in. */
export type BuiltInKind = "suites" | "setups" | "plans";

/**
 * The path of what a user names: a file or folder, or else a built-in thing by its name, from any working folder.
 * @throws DeskfleetError DF_FILE_READ where it is neither
 * @example builtInPath("plans", "morning")
 */
export function builtInPath(kind: BuiltInKind, named: string): string {
  if (existsSync(named)) return named;
  const folder = join(packageRoot, "scenarios", kind);
  const entries = readdirSync(folder);
  const found = entries.find((entry) => entry.replace(/\.yaml$/, "") === named);
  if (found !== undefined) return join(folder, found);
  const names = entries.map((entry) => entry.replace(/\.yaml$/, ""));
  const meant = /[./\\]/.test(named) ? "" : suggestion(named, names, 0);
  throw new DeskfleetError(
    "DF_FILE_READ",
    `cannot read ${shownPath(named)}: no such file or folder${meant}`,
    {
      hint: `Check the path, or name one of the built-in ${kind}: ${names.join(", ")}.`,
    },
  );
}
