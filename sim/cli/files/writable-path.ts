import { closeSync, existsSync, openSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
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
  const missing = (cause as { code?: unknown }).code === "ENOENT" && !existsSync(folder);
  const why = missing
    ? `the folder ${shownPath(folder)} does not exist, create it first`
    : cause instanceof Error
      ? cause.message
      : String(cause);
  return new DeskfleetError("DF_FILE_WRITE", `cannot write ${shownPath(path)}: ${why}`, { cause });
}
