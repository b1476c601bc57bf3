import { statSync } from "node:fs";
import { resolve } from "node:path";
import { shownPath } from "../../files/shown-path.js";
import { DeskfleetError } from "../../model/errors.js";

/**
 * Refuses a target that would be lost, before anything is read.
 * @throws DeskfleetError DF_IMPORT_TARGET
 */
export function checkTarget(path: string, sources: readonly string[], force: boolean): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  const shown = shownPath(path);
  if (!found.isFile())
    throw refused(`${shown} is a folder or a device, not a file`, "Name a file with --to.");
  if (sources.some((source) => isSame(source, path))) {
    throw refused(`${shown} is one of the sources`, "Name another file with --to.");
  }
  if (!force) throw refused(`${shown} exists already`);
}

function refused(message: string, hint?: string): DeskfleetError {
  return new DeskfleetError("DF_IMPORT_TARGET", message, hint === undefined ? {} : { hint });
}

function isSame(source: string, target: string): boolean {
  const [one, other] = [source, target].map((path) => statSync(path, { throwIfNoEntry: false }));
  if (resolve(source) === resolve(target)) return true;
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}
