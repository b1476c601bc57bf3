import { closeSync, existsSync, mkdirSync, openSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
import { DeskfleetError } from "../model/errors.js";
import { shownPath } from "./package-files.js";

/**
 * Finds out before a run whether a file can be written after it: nobody wants to learn that when the run is over. What
 * is there stays as it is.
 * @throws DeskfleetError DF_FILE_WRITE
 */
export function checkWritable(path: string): void {
  const known = existsSync(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, "a"));
    if (!known) unlinkSync(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DeskfleetError("DF_FILE_WRITE", `cannot write ${shownPath(path)}: ${why}`, { cause });
  }
}
