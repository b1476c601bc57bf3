import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { unreadable } from "../../files/read-source.js";
import { shownPath } from "../../files/shown-path.js";
import { DeskfleetError } from "../../model/errors.js";
import { fileKind, namesOfItsKind } from "./file-kind.js";
import { readFolder } from "./folder.js";
import { KeptFiles } from "./kept-files.js";
import { type OpenLimits, openLimits } from "./limits.js";
import { newestBackup } from "./newest-backup.js";
import type { Source } from "./source.js";
import { readTarball } from "./tarball.js";

/**
 * Opens what somebody handed over: a backup (.tar.gz), a folder, or one file of them.
 * @throws DeskfleetError DF_FILE_READ, DF_IMPORT_CUT, DF_IMPORT_SOURCE where there is nothing in it to read
 */
export async function openSource(path: string, limits: OpenLimits = openLimits): Promise<Source> {
  const name = shownPath(path);
  const kept = new KeptFiles(name, limits);
  if (isFolder(path)) {
    readFolder(path, kept);
    if (kept.files.length === 0 && kept.backups.length > 0) return openBackupIn(name, kept.backups, limits);
  } else {
    const start = firstBytes(path);
    if (start.length === 0) throw new DeskfleetError("DF_IMPORT_CUT", `${name} is empty`);
    if (start[0] === 0x1f && start[1] === 0x8b) await readTarball(path, name, true, kept, limits);
    else if (text(start.subarray(257, 262)) === "ustar") await readTarball(path, name, false, kept, limits);
    else if (text(start).startsWith("SQLite format 3")) readFile(path, name, "astdb.sqlite3", kept);
    else readFile(path, name, name.replaceAll("\\", "/"), kept);
  }
  if (kept.files.length === 0) {
    const message = `there is nothing in ${name} that deskfleet can read`;
    const names = isFolder(path) ? [] : namesOfItsKind(name);
    throw new DeskfleetError(
      "DF_IMPORT_SOURCE",
      message,
      names.length === 0
        ? {}
        : { hint: `What a file holds is told by its name: call it ${names.join(", or ")}.` },
    );
  }
  return { name, files: kept.files, faults: kept.faults, unopened: kept.backups.map(shownPath) };
}

/** Whoever names the folder of backups means the newest one. */
async function openBackupIn(folder: string, backups: readonly string[], limits: OpenLimits): Promise<Source> {
  const newest = newestBackup(folder, backups);
  const which = backups.length === 1 ? "the backup in it" : `the newest backup in it (of ${backups.length})`;
  return {
    ...(await openSource(newest, limits)),
    chosen: `${folder} is a folder of backups: ${which} was read, ${shownPath(newest)}`,
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function firstBytes(path: string): Uint8Array {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = new Uint8Array(512);
      return bytes.subarray(0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

/** @param as the name by which its kind is told, with slashes */
function readFile(path: string, name: string, as: string, kept: KeptFiles): void {
  if (fileKind(as) === undefined) return;
  try {
    kept.checkSize(name, statSync(path).size);
    kept.keep(as, name, readFileSync(path));
  } catch (cause) {
    throw cause instanceof DeskfleetError ? cause : unreadable(path, cause);
  }
}
