import type { Random } from "../../model/random.js";
import type { SipHeader } from "../../sip/message/message.js";
import { type Authorized, type DigestAccount, DigestSession, pickChallenge } from "./digest-session.js";

/** The headers that carry the challenges, by status (RFC 3261 §22). */
export const challengeHeaders = { 401: "WWW-Authenticate", 407: "Proxy-Authenticate" } as const;

/** 401 asks for Authorization, 407 for Proxy-Authorization; each has a nonce of its own. */
export type ChallengeStatus = keyof typeof challengeHeaders;

type ChallengeOutcome = "answer" | "wrong-credentials" | "unsupported" | "always-stale";

/** How often in a row, within one attempt, a server may call a fresh nonce stale. */
const mostStale = 3;

/** The nonces of one server, for REGISTER and for the requests of a call alike. */
export class DigestSessions {
  readonly #account: DigestAccount;
  readonly #random: Random;
  readonly #sessions: { [status in ChallengeStatus]?: DigestSession } = {};
  #staleInARow = 0;

  constructor(account: DigestAccount, random: Random) {
    this.#account = account;
    this.#random = random;
  }

  /** Headers for one new request, none while no challenge is known. Counts as one use of each nonce. */
  credentials(request: Authorized): SipHeader[] {
    const own = this.#sessions[401]?.credentials(request);
    const proxy = this.#sessions[407]?.credentials(request);
    return [
      ...(own === undefined ? [] : [{ name: "Authorization", value: own }]),
      ...(proxy === undefined ? [] : [{ name: "Proxy-Authorization", value: proxy }]),
    ];
  }

  /**
   * Takes in a challenge. Wrong credentials are known only where the refused request answered a challenge of this
   * same attempt: a nonce of an earlier one may have expired, and not every server says `stale` then.
   *
   * @param values of all its challenge headers
   * @param attempt number of the attempt that was challenged
   * @returns "answer" where the next request can carry what was asked for
   */
  challenged(status: ChallengeStatus, values: readonly string[], attempt: number): ChallengeOutcome {
    const used = this.#sessions[status];
    const challenge = pickChallenge(values);
    delete this.#sessions[status];
    if (challenge === undefined) return "unsupported";
    this.#staleInARow = used !== undefined && challenge.stale ? this.#staleInARow + 1 : 0;
    if (this.#staleInARow > mostStale) {
      this.#staleInARow = 0;
      return "always-stale";
    }
    if (used?.attempt === attempt && !challenge.stale) return "wrong-credentials";
    this.#sessions[status] = new DigestSession(this.#account, challenge, this.#random, attempt);
    return "answer";
  }

  /** Takes in a 2xx. @param authenticationInfo may name the next nonce; "" where there is none */
  accepted(authenticationInfo: string): void {
    this.#staleInARow = 0;
    this.#sessions[401]?.follow(authenticationInfo);
  }
}
