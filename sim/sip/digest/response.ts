import { type DigestAlgorithm, digestHex } from "./hash.js";

interface Account {
  readonly algorithm: DigestAlgorithm;
  readonly username: string;
  readonly realm: string;
  readonly password: string;
}

/**
 * H(username:realm:password), lower-case hex. Worth keeping per account and realm.
 * For `-sess` algorithms too: the session part is added by `digestResponse`.
 */
export function ha1Of({ algorithm, username, realm, password }: Account): string {
  return digestHex(algorithm, `${username}:${realm}:${password}`);
}

interface DigestRequest {
  readonly algorithm: DigestAlgorithm;
  readonly nonce: string;
  readonly method: string;
  /** The digest-uri: for us the Request-URI, character by character. */
  readonly uri: string;
  /** Without it the response has the form of RFC 2069. */
  readonly qop?: string | undefined;
  /** Eight hex digits; needed with qop. */
  readonly nc?: string | undefined;
  /** Needed with qop and with `-sess` algorithms. */
  readonly cnonce?: string | undefined;
  /** Hashed with qop `auth-int` only. */
  readonly body?: string | undefined;
}

type Secret =
  | { readonly username: string; readonly realm: string; readonly password: string }
  | { readonly ha1: string };

/** The last HA2: it is the same for every phone of a registrar, and saves one hash of two. */
let latest = { algorithm: "", method: "", uri: "", ha2: "" };

function ha2Of(request: DigestRequest): string {
  const { algorithm, method, uri } = request;
  if (request.qop === "auth-int") {
    return digestHex(algorithm, `${method}:${uri}:${digestHex(algorithm, request.body ?? "")}`);
  }
  if (latest.uri !== uri || latest.method !== method || latest.algorithm !== algorithm) {
    latest = { algorithm, method, uri, ha2: digestHex(algorithm, `${method}:${uri}`) };
  }
  return latest.ha2;
}

/**
 * The `response` of credentials (RFC 7616 §3.4.1), lower-case hex.
 *
 * @example digestResponse({ algorithm: "MD5", username: "1001", realm: "pbx", password, nonce,
 *   method: "REGISTER", uri: "sip:pbx", qop: "auth", nc: "00000001", cnonce })
 */
export function digestResponse(request: DigestRequest & Secret): string {
  const { algorithm, nonce, nc = "", cnonce = "", qop } = request;
  let ha1 = "ha1" in request ? request.ha1 : ha1Of(request);
  if (algorithm.endsWith("-sess")) ha1 = digestHex(algorithm, `${ha1}:${nonce}:${cnonce}`);
  const ha2 = ha2Of(request);
  return digestHex(
    algorithm,
    qop === undefined ? `${ha1}:${nonce}:${ha2}` : `${ha1}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}`,
  );
}
