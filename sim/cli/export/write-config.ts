import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ConfFile } from "../../backend/asterisk/export/conf-file.js";
import { tlsFiles } from "../../backend/asterisk/export/pjsip/transports.js";
import { runtimeFolders } from "../../backend/asterisk/export/platform.js";
import { shownPath } from "../../files/shown-path.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Setup } from "../../model/setup/setup.js";
import { writeWholeFile } from "../files/whole-file.js";
import { unwritable } from "../files/writable-path.js";

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

/** The authority that phones have to trust, below the configuration folder. */
export const authorityFile = "keys/authority.pem";

/**
 * Writes all files, the folders that Asterisk writes to, and a certificate where there is none yet.
 * @throws DeskfleetError DF_FILE_WRITE
 */
export async function writeConfig(
  folder: string,
  files: readonly ConfFile[],
  server: { readonly setup: Setup; readonly host: string },
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

/** What is there stays: phones trust it. */
async function writeCertificate(
  folder: string,
  { setup, host }: { readonly setup: Setup; readonly host: string },
): Promise<void> {
  const path = (name: string): string => join(folder, name);
  if ([authorityFile, tlsFiles.certificate, tlsFiles.key].every((name) => existsSync(path(name)))) return;
  const { makeLabCertificates } = await import("../../backend/certificates.js");
  const told = Object.values(setup.templates).flatMap(({ serverAddress }) => serverAddress ?? []);
  const { fallbackHost, certificate: kind } = setup.portSettings;
  const names = [...new Set([host, fallbackHost, ...told, ...Object.keys(setup.names)])];
  const made = await makeLabCertificates({ names, kind, now: new Date() });
  writeWholeFile(path(authorityFile), made.authority, false);
  writeWholeFile(path(tlsFiles.certificate), `${made.certificate.trim()}\n${made.authority}`, false);
  writeWholeFile(path(tlsFiles.key), made.key, true);
}
