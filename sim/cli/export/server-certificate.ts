import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { tlsFiles } from "../../backend/asterisk/export/pjsip/transports.js";
import type { CertificateKind } from "../../backend/certificates.js";
import type { Setup } from "../../model/setup/setup.js";
import { writeWholeFile } from "../files/whole-file.js";

/** What the certificate of the exported PBX is for. */
export interface CertifiedServer {
  /** DNS names and numeric addresses that phones know it by. */
  readonly names: readonly string[];
  readonly kind: CertificateKind;
}

/** The authority that phones have to trust, below the configuration folder. */
export const authorityFile = "keys/authority.pem";

/** The names that phones may know the PBX by: its address, and all that the setup tells them. */
export function serverNames(
  setup: Pick<Setup, "templates" | "portSettings" | "names">,
  host: string,
): string[] {
  const told = Object.values(setup.templates).flatMap(({ serverAddress }) => serverAddress ?? []);
  return [...new Set([host, setup.portSettings.fallbackHost, ...told, ...Object.keys(setup.names)])];
}

/**
 * Makes a certificate where there is none. What is there stays: phones trust it.
 * @throws DeskfleetError DF_FILE_WRITE
 */
export async function writeCertificate(folder: string, { names, kind }: CertifiedServer): Promise<void> {
  const path = (name: string): string => join(folder, name);
  if ([authorityFile, tlsFiles.certificate, tlsFiles.key].every((name) => existsSync(path(name)))) return;
  const { makeLabCertificates } = await import("../../backend/certificates.js");
  const made = await makeLabCertificates({ names: [...names], kind, now: new Date() });
  writeWholeFile(path(authorityFile), made.authority, false);
  writeWholeFile(path(tlsFiles.certificate), `${made.certificate.trim()}\n${made.authority}`, false);
  writeWholeFile(path(tlsFiles.key), made.key, true);
}

/** What phones will not like of the certificate in the folder: an earlier export may have made it for another server. */
export function certificateWarnings(folder: string, { names, kind }: CertifiedServer): string[] {
  // It is meant to be of another server.
  if (kind === "other-name") return [];
  const missing = namesMissingIn(readFileSync(join(folder, tlsFiles.certificate)), names);
  if (missing.length === 0) return [];
  const anew = "take the folder keys away to have one made anew";
  return [`${tlsFiles.certificate} was kept and is not for ${missing.join(", ")}: ${anew}`];
}

function namesMissingIn(pem: Buffer, names: readonly string[]): readonly string[] {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return names;
  }
  return names.filter(
    (name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) === undefined,
  );
}
