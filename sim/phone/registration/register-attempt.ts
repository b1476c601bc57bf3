import type { SocketAddress } from "../../sip/transport/transport.js";
import { type ChallengeStatus, challengeHeaders, type DigestSessions } from "../digest/digest-sessions.js";
import type { SipIdentity } from "../ports.js";
import { headerPattern, headerValue, headerValues } from "../wire/header-scan.js";
import { utf8Of } from "./latin1-text.js";
import { type Bindings, readBindings } from "./own-contact.js";
import { redirectTarget } from "./redirect.js";
import { answerKind } from "./register-answer.js";
import type { RegisterAnswer, RegisterClient } from "./register-client.js";
import type { RegistrationCounters } from "./registration-counters.js";

const challengePatterns = {
  401: headerPattern(challengeHeaders[401]),
  407: headerPattern(challengeHeaders[407]),
} as const;
const authenticationInfo = headerPattern("Authentication-Info");
const minExpires = headerPattern("Min-Expires");
const retryAfter = headerPattern("Retry-After");
const longestSeconds = 86_400;
/** Most requests of one attempt: a server may ask for one more again and again. */
const mostRequests = 12;

/** What the phone knows of its registrar from one attempt to the next. */
export interface Registrar {
  readonly identity: SipIdentity;
  readonly sessions: DigestSessions;
  /** Where REGISTER goes: the configured server, or where a 3xx sent us while it works there. */
  target: SocketAddress;
  /** Raised by a 423 and kept, so that the next refresh does not run into it again. */
  requestedSeconds: number;
}

/** How an attempt ended. */
export type RegisterOutcome =
  | { readonly kind: "done"; readonly status: number; readonly bindings: Bindings }
  | {
      readonly kind: "refused" | "rejected" | "failing";
      readonly status: number;
      readonly reason: string;
      readonly contacts?: number;
      /** Retry-After: wait at least so long. */
      readonly leastWaitSeconds?: number;
      /** The connection itself is suspect (RFC 5626 §4.2.1). */
      readonly flowFailed?: boolean;
    };

/** What an attempt is for: a binding, or the end of the own one, or of all that the address of record has. */
export type RegisterPurpose = "register" | "unregister" | "unregister-all";

/** From the wish to register, or to leave, to its outcome: one request or several, one at a time. */
export class RegisterAttempt {
  readonly purpose: RegisterPurpose;
  readonly startedAtMs: number;
  readonly #number: number;
  readonly #client: RegisterClient;
  readonly #registrar: Registrar;
  readonly #counters: RegistrationCounters;
  readonly #visited: string[] = [];
  #requests = 0;
  #tookMinExpires = false;

  constructor(
    purpose: RegisterPurpose,
    parts: {
      readonly client: RegisterClient;
      readonly registrar: Registrar;
      readonly counters: RegistrationCounters;
    },
    number: number,
    nowMs: number,
  ) {
    this.purpose = purpose;
    this.startedAtMs = nowMs;
    this.#number = number;
    this.#client = parts.client;
    this.#registrar = parts.registrar;
    this.#counters = parts.counters;
  }

  /** How many it has sent. */
  get requests(): number {
    return this.#requests;
  }

  /** Sends the (next) request. @returns the outcome where it cannot */
  send(): RegisterOutcome | undefined {
    const { target, sessions, requestedSeconds } = this.#registrar;
    if (++this.#requests > mostRequests) return failing(0, "the registrar asks again and again");
    const name = `${target.host}:${target.port}`;
    if (!this.#visited.includes(name)) this.#visited.push(name);
    const expiresSeconds = this.purpose === "register" ? requestedSeconds : 0;
    const ask = { expiresSeconds, everyContact: this.purpose === "unregister-all" };
    return this.#client.send(target, ask, sessions) ? undefined : failing(0, "no transport");
  }

  /** @returns undefined where another request went out */
  answered(answer: RegisterAnswer): RegisterOutcome | undefined {
    const { status, reason, head } = answer;
    switch (answerKind(status)) {
      case "success":
        return this.#accepted(answer);
      case "challenge":
        return this.#challenged(answer);
      case "redirect":
        return this.#redirected(answer);
      case "interval-too-brief":
        return this.#tooBrief(answer);
      case "refused":
        this.#counters.refused++;
        return { kind: "refused", status, reason };
      case "rejected":
        this.#counters.otherAnswers++;
        return { kind: "rejected", status, reason };
      case "flow-failed":
        this.#counters.otherAnswers++;
        return { ...failing(status, reason), leastWaitSeconds: waitOf(head), flowFailed: true };
      case "failed":
        this.#counters.otherAnswers++;
        return { ...failing(status, reason), leastWaitSeconds: waitOf(head) };
    }
  }

  /** Learns from the answer without going on: something else comes first. @returns whether it was a 2xx */
  abandoned({ status, head }: RegisterAnswer): boolean {
    if (status === 401 || status === 407) {
      this.#registrar.sessions.challenged(status, challenges(status, head), this.#number);
    }
    return status < 300;
  }

  #accepted({ status, head }: RegisterAnswer): RegisterOutcome | undefined {
    const { sessions, requestedSeconds } = this.#registrar;
    this.#counters.success++;
    sessions.accepted(utf8Of(headerValue(head, authenticationInfo) ?? ""));
    const own = this.#client.ownContact;
    if (own === undefined) return failing(status, "no transport");
    const bindings = readBindings(head, own, requestedSeconds);
    if (this.purpose === "register" && !bindings.isBound) {
      this.#counters.ownContactMissing++;
      return { ...failing(status, "the answer does not list the own contact"), contacts: bindings.contacts };
    }
    return { kind: "done", status, bindings };
  }

  #challenged({ status, reason, head }: RegisterAnswer): RegisterOutcome | undefined {
    this.#counters.challenges++;
    const asked = status === 407 ? 407 : 401;
    const outcome = this.#registrar.sessions.challenged(asked, challenges(asked, head), this.#number);
    switch (outcome) {
      case "answer":
        return this.send();
      case "wrong-credentials":
        this.#counters.wrongCredentials++;
        return { kind: "rejected", status, reason: `${reason}: wrong credentials, or extension not applied` };
      case "unsupported":
        return { kind: "rejected", status, reason: `${reason}: no challenge that the phone can answer` };
      case "always-stale":
        return failing(status, `${reason}: every nonce is stale at once`);
    }
  }

  #redirected({ status, reason, head }: RegisterAnswer): RegisterOutcome | undefined {
    this.#counters.redirects++;
    const target = redirectTarget(head, this.#visited);
    if (target === undefined) return failing(status, `${reason}: no new registrar on the same host`);
    this.#registrar.target = target;
    return this.send();
  }

  #tooBrief({ status, reason, head }: RegisterAnswer): RegisterOutcome | undefined {
    this.#counters.intervalTooBrief++;
    const seconds = wholeSeconds(headerValue(head, minExpires));
    const isUsable = seconds > this.#registrar.requestedSeconds && seconds <= longestSeconds;
    if (this.#tookMinExpires || !isUsable || this.purpose !== "register") return failing(status, reason);
    this.#tookMinExpires = true;
    this.#registrar.requestedSeconds = seconds;
    return this.send();
  }
}

function challenges(status: ChallengeStatus, head: string): string[] {
  return headerValues(head, challengePatterns[status]).map(utf8Of);
}

function failing(status: number, reason: string): RegisterOutcome & { readonly kind: "failing" } {
  return { kind: "failing", status, reason };
}

/** `120 (I'm in a meeting);duration=3600` are 120 s (RFC 3261 §20.33); a day at most. */
function waitOf(head: string): number {
  return Math.min(wholeSeconds(/^\d+/.exec(headerValue(head, retryAfter) ?? "")?.[0]), longestSeconds);
}

/** 0 for what is no number. */
function wholeSeconds(text: string | undefined): number {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : 0;
}
