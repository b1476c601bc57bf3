import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ConfFile } from "../../backend/asterisk/export/conf-file.js";
import { runtimeFolders } from "../../backend/asterisk/export/platform.js";
import { shownPath } from "../../files/shown-path.js";
import { DeskfleetError } from "../../model/errors.js";
import { writeWholeFile } from "../files/whole-file.js";
import { unwritable } from "../files/writable-path.js";
import { type CertifiedServer, writeCertificate } from "./server-certificate.js";

/**
 * Refuses a folder that holds something already.
 * @throws DeskfleetError DF_EXPORT_TARGET
 */
export function checkFolder(path: string, force: boolean): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  const shown = shownPath(path);
  if (!found.isDirectory()) {
    throw new DeskfleetError("DF_EXPORT_TARGET", `${shown} is not a folder`, {
      hint: "Name a folder with --to.",
    });
  }
  if (!force && readdirSync(path).length > 0) {
    throw new DeskfleetError("DF_EXPORT_TARGET", `${shown} is not empty`);
  }
}

/**
 * Writes all files, the folders that Asterisk writes to, and a certificate where there is none yet.
 * @throws DeskfleetError DF_FILE_WRITE
 */
export async function writeConfig(
  folder: string,
  files: readonly ConfFile[],
  server: CertifiedServer,
): Promise<void> {
  makeFolder(folder);
  for (const name of ["keys", "var", ...runtimeFolders]) makeFolder(join(folder, name));
  for (const { name, text, secret } of files) writeWholeFile(join(folder, name), text, secret);
  await writeCertificate(folder, server);
}

/** Only the last one: a parent that is missing is more often a slip of the pen. */
function makeFolder(path: string): void {
  try {
    if (!existsSync(path)) mkdirSync(path);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}
