import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { unreadable } from "../../files/read-source.js";
import { shownPath } from "../../files/shown-path.js";
import { fileKind } from "./file-kind.js";
import type { KeptFiles } from "./kept-files.js";

/** Deeper than any folder of a PBX. */
const deepest = 16;

/**
 * Reads a folder and those below it: an unpacked backup, a copy of `/etc/asterisk`. No link is followed.
 * @throws DeskfleetError DF_FILE_READ, DF_IMPORT_SOURCE
 */
export function readFolder(folder: string, kept: KeptFiles, depth = 0): void {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      kept.see();
      const path = join(folder, entry.name);
      const shown = shownPath(path);
      if (entry.isDirectory()) {
        if (depth < deepest) readFolder(path, kept, depth + 1);
      } else if (fileKind(entry.name) !== undefined) {
        if (entry.isFile()) {
          kept.checkSize(shown, statSync(path).size);
          kept.keep(entry.name, shown, readFileSync(path));
        } else kept.faults.push({ file: shown, message: "this is a link, not a file: it was not followed" });
      } else if (entry.isSymbolicLink() && isFolder(path)) {
        const message = "this is a link to a folder: it was not followed";
        kept.faults.push({ file: shown, message });
      } else if (/\.t(?:ar\.)?gz$/i.test(entry.name)) {
        kept.backups.push(path);
      }
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code?.startsWith("E"))
      throw unreadable((cause as NodeJS.ErrnoException).path ?? folder, cause);
    throw cause;
  }
}

/** Where the link leads to. */
function isFolder(link: string): boolean {
  return statSync(link, { throwIfNoEntry: false })?.isDirectory() === true;
}
