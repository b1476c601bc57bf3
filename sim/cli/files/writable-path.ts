import { closeSync, existsSync, openSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
import { fileProblem } from "../../files/file-problem.js";
import { shownPath } from "../../files/shown-path.js";
import { DeskfleetError } from "../../model/errors.js";

/**
 * Finds out before a run whether a file can be written after it: after the run it is too late to learn that. What
 * is there stays as it is, and no folder is made: one that is missing is more often a slip of the pen.
 * @throws DeskfleetError DF_FILE_WRITE
 */
export function checkWritable(path: string): void {
  const known = existsSync(path);
  try {
    closeSync(openSync(path, "a"));
    if (!known) unlinkSync(path);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** Why a file cannot be written, and what would help. */
export function unwritable(path: string, cause: unknown): DeskfleetError {
  const folder = dirname(path);
  const absent = (cause as { code?: unknown }).code === "ENOENT";
  const why = !absent
    ? fileProblem(cause)
    : existsSync(folder)
      ? "no file can be made there"
      : `the folder ${shownPath(folder)} does not exist, create it first`;
  return new DeskfleetError("DF_FILE_WRITE", `cannot write ${shownPath(path)}: ${why}`, { cause });
}
