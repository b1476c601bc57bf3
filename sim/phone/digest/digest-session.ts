import type { Random } from "../../model/random.js";
import { parseAuthParameters } from "../../sip/digest/auth-parameters.js";
import { type Challenge, splitChallenges } from "../../sip/digest/challenge.js";
import { formatCredentials } from "../../sip/digest/credentials.js";
import { digestResponse, ha1Of } from "../../sip/digest/response.js";
import type { SipRequest } from "../../sip/message/message.js";

/** The account that the credentials belong to. */
export interface DigestAccount {
  readonly username: string;
  readonly password: string;
}

/** What credentials are made over. */
export type Authorized = Pick<SipRequest, "method" | "uri" | "body">;

/**
 * The first challenge that can be answered, in the server's order (RFC 7616 §3.7).
 *
 * @param values of all WWW-Authenticate or Proxy-Authenticate headers
 */
export function pickChallenge(values: readonly string[]): Challenge | undefined {
  return splitChallenges(values).find(({ qop }) => qop.length === 0 || qopOf(qop) !== undefined);
}

/**
 * One nonce of one server, kept over refreshes so that a refresh costs two messages instead of four. The count of
 * uses (nc) rises with each new request, never with a retransmission (RFC 7616 §3.4).
 */
export class DigestSession {
  /** Number of the attempt in which the challenge came. */
  readonly attempt: number;
  readonly #account: DigestAccount;
  readonly #challenge: Challenge;
  readonly #random: Random;
  readonly #ha1: string;
  #nonce: string;
  #uses = 0;
  #cnonce: string;

  constructor(account: DigestAccount, challenge: Challenge, random: Random, attempt: number) {
    this.attempt = attempt;
    this.#account = account;
    this.#challenge = challenge;
    this.#random = random;
    this.#nonce = challenge.nonce;
    this.#cnonce = hex16(random);
    const { algorithm, realm } = challenge;
    this.#ha1 = ha1Of({ algorithm, realm, ...account });
  }

  /** Takes `nextnonce` out of an Authentication-Info (RFC 7616 §3.5). */
  follow(authenticationInfo: string): void {
    const next = parseAuthParameters(authenticationInfo)?.get("nextnonce");
    if (next === undefined || next === "" || next === this.#nonce) return;
    this.#nonce = next;
    this.#uses = 0;
    this.#cnonce = hex16(this.#random);
  }

  /**
   * The value of Authorization or Proxy-Authorization for one new request.
   * @param uri the Request-URI, character by character
   */
  credentials({ method, uri, body }: Authorized): string {
    const { algorithm, realm, opaque } = this.#challenge;
    const qop = qopOf(this.#challenge.qop);
    const nc = (++this.#uses).toString(16).padStart(8, "0");
    const needsCnonce = qop !== undefined || algorithm.endsWith("-sess");
    const cnonce = needsCnonce ? this.#cnonce : undefined;
    const response = digestResponse({
      algorithm,
      ha1: this.#ha1,
      nonce: this.#nonce,
      method,
      uri,
      qop,
      nc,
      cnonce,
      body,
    });
    return formatCredentials({
      username: this.#account.username,
      realm,
      nonce: this.#nonce,
      uri,
      response,
      algorithm,
      ...(opaque === undefined ? {} : { opaque }),
      ...(qop === undefined ? {} : { qop, nc }),
      ...(cnonce === undefined ? {} : { cnonce }),
    });
  }
}

function qopOf(offered: readonly string[]): "auth" | "auth-int" | undefined {
  if (offered.includes("auth")) return "auth";
  return offered.includes("auth-int") ? "auth-int" : undefined;
}

function hex16(random: Random): string {
  const half = () => random.integer(0, 0xffff_ffff).toString(16).padStart(8, "0");
  return half() + half();
}
