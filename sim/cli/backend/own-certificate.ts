import { createPrivateKey, X509Certificate } from "node:crypto";
import type { BackendIdentity } from "../../backend/assembly/identity.js";
import { readSource } from "../../files/read-source.js";
import { DeskfleetError } from "../../model/errors.js";

/**
 * A certificate of the user's own in place of the lab's, with the chain that leads to it.
 * @returns undefined where neither file is named
 * @throws DeskfleetError DF_CLI_USAGE where one is missing or they do not belong together; DF_FILE_READ
 */
export function ownCertificate(
  certificateFile: string | undefined,
  keyFile: string | undefined,
): BackendIdentity | undefined {
  if (certificateFile === undefined && keyFile === undefined) return undefined;
  if (certificateFile === undefined || keyFile === undefined) {
    throw new DeskfleetError("DF_CLI_USAGE", "--certificate and --key are needed together");
  }
  const certificate = readSource(certificateFile).text;
  const key = readSource(keyFile).text;
  if (!isPair(certificate, key)) {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      `${certificateFile} and ${keyFile}: expected a certificate and its private key, both PEM`,
    );
  }
  return { authority: rootIn(certificate), certificate, key };
}

function isPair(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** The root at the end of a chain; a chain without one leads to an authority that the machine knows by itself. */
function rootIn(chain: string): string | undefined {
  const last = chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)?.at(-1);
  if (last === undefined) return undefined;
  const { subject, issuer } = new X509Certificate(last);
  return subject === issuer ? last : undefined;
}
