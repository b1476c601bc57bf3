/** By the codes of OpenSSL (X509_V_ERR_…) and Node. */
const problems: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "certificate expired",
  CERT_NOT_YET_VALID: "certificate is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate is for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate is not trusted",
  UNABLE_TO_GET_ISSUER_CERT: "certificate is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate is not trusted",
  CERT_SIGNATURE_FAILURE: "certificate is not trusted",
  CERT_UNTRUSTED: "certificate is not trusted",
  INVALID_CA: "certificate is not trusted",
  INVALID_PURPOSE: "certificate is not trusted",
};

/**
 * Why a TLS client refused the certificate of a server, in the few words that a person can act on.
 *
 * @param code of the error that ended the handshake
 * @returns undefined where it ended for another reason
 */
export function certificateProblem(code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(problems, code) ? problems[code] : undefined;
}

/** A server that could not prove its name: nothing was said to it. */
export class CertificateRefused extends Error {}
