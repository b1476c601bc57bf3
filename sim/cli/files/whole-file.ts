import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { unwritable } from "./writable-path.js";

/**
 * Writes the whole file or none: under a name of its own first, and on the disk before it takes its place.
 * @param secret only its owner may read it, from the first byte on
 * @throws DeskfleetError DF_FILE_WRITE
 */
export function writeWholeFile(path: string, text: string, secret: boolean): void {
  const passing = `${path}.tmp-${process.pid}`;
  try {
    const file = openSync(passing, "wx", secret ? 0o600 : 0o666);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(passing, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") rmSync(passing, { force: true });
    throw unwritable(path, cause);
  }
}
