/** By the codes of OpenSSL and Node. */
const reasons: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "it has expired",
  CERT_NOT_YET_VALID: "it is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "it is for another name",
  UNABLE_TO_GET_ISSUER_CERT: "its authority is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its authority is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its authority is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its authority is not trusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "it is signed by itself",
  CERT_SIGNATURE_FAILURE: "its signature is wrong",
  INVALID_PURPOSE: "it is not for a server",
};

/**
 * Why a TLS client refused the certificate of a server, in words that a user can act on.
 *
 * @param server the name or address that the certificate should be for
 * @returns undefined where the connection failed for another reason
 */
export function certificateRefusal(error: NodeJS.ErrnoException, server: string): string | undefined {
  const reason = reasons[error.code ?? ""];
  return reason === undefined ? undefined : `certificate of ${server} refused: ${reason}`;
}
