import type { Random } from "../../model/random.js";
import { headerPattern, headerValue, headerValues } from "../wire/header-scan.js";
import { type DigestAccount, DigestSession, pickChallenge } from "./digest-session.js";
import { utf8Of } from "./latin1-text.js";

const challengeHeaders = {
  401: headerPattern("WWW-Authenticate"),
  407: headerPattern("Proxy-Authenticate"),
} as const;
const authenticationInfo = headerPattern("Authentication-Info");

/** 401 asks for Authorization, 407 for Proxy-Authorization; each has a nonce of its own. */
type ChallengeStatus = keyof typeof challengeHeaders;

type ChallengeOutcome = "answer" | "wrong-credentials" | "unsupported" | "always-stale";

/** How often in a row, within one attempt, a server may call a fresh nonce stale. */
const mostStale = 3;

/** The nonces of one registrar, for as long as the identity stays. */
export class DigestSessions {
  readonly #account: DigestAccount;
  readonly #random: Random;
  readonly #sessions: { [status in ChallengeStatus]?: DigestSession } = {};
  #staleInARow = 0;

  constructor(account: DigestAccount, random: Random) {
    this.#account = account;
    this.#random = random;
  }

  /** Header lines for one new request, "" while no challenge is known. Counts as one use of each nonce. */
  credentials(method: string, uri: string): string {
    const own = this.#sessions[401];
    const proxy = this.#sessions[407];
    return (
      (own === undefined ? "" : `Authorization: ${own.credentials(method, uri)}\r\n`) +
      (proxy === undefined ? "" : `Proxy-Authorization: ${proxy.credentials(method, uri)}\r\n`)
    );
  }

  /**
   * Takes in a challenge. Wrong credentials are known only where the refused request answered a challenge of this
   * same attempt: a nonce of an earlier one may have expired, and not every server says `stale` then.
   *
   * @param attempt number of the attempt that was challenged
   * @returns "answer" where the next request can carry what was asked for
   */
  challenged(status: ChallengeStatus, head: string, attempt: number): ChallengeOutcome {
    const used = this.#sessions[status];
    const challenge = pickChallenge(headerValues(head, challengeHeaders[status]).map(utf8Of));
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

  /** Takes in a 2xx, which may name the next nonce. */
  accepted(head: string): void {
    this.#staleInARow = 0;
    const info = headerValue(head, authenticationInfo);
    if (info !== undefined) this.#sessions[401]?.follow(utf8Of(info));
  }
}
