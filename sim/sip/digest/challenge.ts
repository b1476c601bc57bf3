import { quote } from "../message/characters.js";
import { splitList } from "../message/name-addr.js";
import { afterDigestScheme, parseAuthParameters } from "./auth-parameters.js";
import { type DigestAlgorithm, parseAlgorithm } from "./hash.js";

/** A WWW-Authenticate or Proxy-Authenticate that we can answer (RFC 7616 §3.3). */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  /** MD5 if the challenge names none. */
  readonly algorithm: DigestAlgorithm;
  /** `auth`, `auth-int`; empty for the form of RFC 2069, which has no nc and cnonce. */
  readonly qop: readonly string[];
  /** The nonce was too old, not the password wrong. */
  readonly stale: boolean;
}

/** @returns undefined for another scheme, an unknown algorithm, or without realm or nonce. */
export function parseChallenge(value: string): Challenge | undefined {
  const parameters = parseAuthParameters(afterDigestScheme(value) ?? "=");
  const realm = parameters?.get("realm");
  const nonce = parameters?.get("nonce");
  const algorithm = parseAlgorithm(parameters?.get("algorithm") ?? "MD5");
  if (!parameters || realm === undefined || nonce === undefined || algorithm === undefined) return undefined;
  const opaque = parameters.get("opaque");
  const qop = (parameters.get("qop") ?? "").split(",").map((each) => each.trim().toLowerCase());
  return {
    realm,
    nonce,
    ...(opaque !== undefined && { opaque }),
    algorithm,
    qop: qop.filter((each) => each !== ""),
    stale: parameters.get("stale")?.toLowerCase() === "true",
  };
}

/**
 * All challenges of several header values in the server's order; one value may hold a comma list
 * of them. Those that we cannot answer are left out.
 */
export function splitChallenges(values: readonly string[]): Challenge[] {
  const challenges: Challenge[] = [];
  for (const value of values) {
    let open = "";
    for (const part of splitList(value)) {
      // `scheme name=value` starts a challenge, `name=value` goes on with it.
      if (open !== "" && /^[^\s=",]+[ \t]+[^\s=",]+[ \t]*=/.test(part)) {
        const challenge = parseChallenge(open);
        if (challenge) challenges.push(challenge);
        open = part;
      } else open = open === "" ? part : `${open}, ${part}`;
    }
    const challenge = parseChallenge(open);
    if (challenge) challenges.push(challenge);
  }
  return challenges;
}

/** The header value; algorithm and stale are tokens, all else is quoted (RFC 7616 §3.3). */
export function formatChallenge(challenge: Challenge): string {
  const parts = [`realm=${quote(challenge.realm)}`, `nonce=${quote(challenge.nonce)}`];
  if (challenge.opaque !== undefined) parts.push(`opaque=${quote(challenge.opaque)}`);
  parts.push(`algorithm=${challenge.algorithm}`);
  if (challenge.qop.length > 0) parts.push(`qop="${challenge.qop.join(",")}"`);
  if (challenge.stale) parts.push("stale=true");
  return `Digest ${parts.join(", ")}`;
}
