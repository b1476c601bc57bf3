import type { Random } from "../../model/random.js";
import type { WheelTimer } from "../../sip/timer-wheel.js";
import type { RegistrationState } from "../../transcript/event.js";
import { DigestSessions } from "../digest/digest-sessions.js";
import type { HandsetTransport } from "../handset-transport.js";
import type { LeaveResult, SipIdentity, SipOptions, UnregisterScope, WhenSettled } from "../ports.js";
import { refreshWaitMs, scaledMs } from "./backoff.js";
import { Leaving } from "./leaving.js";
import {
  RegisterAttempt,
  type RegisterOutcome,
  type RegisterPurpose,
  type Registrar,
} from "./register-attempt.js";
import { type RegisterAnswer, RegisterClient } from "./register-client.js";
import { Retries } from "./retries.js";

/** A desk must not wait for its old contact to go (policy `unregister-failed` = continue). */
const unregisterLimitMs = 4_000;

/** What an event tells beside the state. */
interface StateDetails {
  readonly status?: number;
  readonly expiresSeconds?: number;
  readonly contacts?: number;
  readonly reason?: string;
}

/**
 * Keeps one identity of a handset registered: one REGISTER at a time, the cached nonce first, refresh before expiry,
 * and after a failure a wait that fits its cause. What other phones do is not known here.
 *
 * ```
 *  register ─▶ attempt (REGISTER, again after 401, 407, 423, 3xx)
 *               ▲    ├─▶ registered ──────── refresh due ──┐
 *               │    └─▶ refused, rejected, failing ─ wait ─┤
 *               └───────────────────────────────────────────┘
 *  unregister ─▶ (answer to the open REGISTER) ─▶ attempt with expires 0 ─▶ unregistered
 * ```
 */
export class Registration {
  readonly #options: SipOptions;
  readonly #transport: HandsetTransport;
  readonly #random: Random;
  readonly #client: RegisterClient;
  /** The next refresh, or the next try after a failure. */
  readonly #nextStart: WheelTimer;
  #state: RegistrationState = "unregistered";
  /** Why it is in that state. */
  #reason: string | undefined;
  #registrar: Registrar | undefined;
  #attempt: RegisterAttempt | undefined;
  #attempts = 0;
  /** Whether the registrar may hold a binding of ours. */
  #mayBeBound = false;
  readonly #retries: Retries;
  #leaving: Leaving | undefined;
  /** Who waits for the registrar's verdict. */
  #settleListeners: WhenSettled[] = [];

  /** @param random its own: two identities of a handset must not have one Call-ID */
  constructor(options: SipOptions, transport: HandsetTransport, random: Random) {
    this.#options = options;
    this.#transport = transport;
    this.#random = random;
    this.#retries = new Retries(options.timers, random);
    this.#client = new RegisterClient(options, transport, random, () => this.#timedOut());
    this.#nextStart = options.shared.wheel.timer(() => {
      if (this.#registrar) this.#begin("register", this.#registrar);
    });
  }

  get state(): RegistrationState {
    return this.#state;
  }

  /** Tells as soon as the state is another one than `registering`, whichever, and before it is recorded. */
  whenSettled(tell: WhenSettled): void {
    if (this.#state === "registering") this.#settleListeners.push(tell);
    else tell(this.#state, this.#reason);
  }

  configure(identity: SipIdentity | undefined): void {
    this.#forget();
    if (this.#state !== "unregistered") this.#enter("unregistered");
    this.#mayBeBound = false;
    this.#client.configure(identity);
    if (identity === undefined) {
      this.#registrar = undefined;
      return;
    }
    const account = { username: identity.authUser, password: identity.password };
    this.#registrar = {
      identity,
      sessions: new DigestSessions(account, this.#random),
      target: identity.server,
      requestedSeconds: identity.expiresSeconds,
    };
  }

  register(): void {
    const registrar = this.#registrar;
    if (registrar?.identity.registers !== true || this.#client.isOpen) return;
    this.#retries.startAnew();
    if (this.#state !== "registered") this.#enter("registering");
    this.#begin("register", registrar);
  }

  unregister(scope: UnregisterScope): Promise<LeaveResult> {
    if (this.#leaving !== undefined) return this.#leaving.done;
    const registrar = this.#registrar;
    const { isOpen } = this.#client;
    if (registrar === undefined || !(isOpen || this.#mayBeBound)) {
      if (this.#state === "unregistered") this.#forget();
      else this.#left({});
      return Promise.resolve("gone");
    }
    const { shared, timers } = this.#options;
    const leaving = new Leaving(scope, shared.wheel, scaledMs(unregisterLimitMs, timers), () => {
      this.#left({ status: 0, reason: "no answer; the contact is left to expire" });
    });
    this.#leaving = leaving;
    // The answer to an open REGISTER could come after ours and bind again: it is waited for first.
    if (!isOpen) this.#begin(purposeOf(scope), registrar);
    return leaving.done;
  }

  stop(): void {
    this.#forget();
    this.#become("unregistered");
    this.#registrar = undefined;
    this.#mayBeBound = false;
    this.#client.reboot();
  }

  /** @returns false where it answers nothing that was sent for this identity */
  onResponse(data: Buffer): boolean {
    const answer = this.#client.receive(data);
    if (answer === undefined) return false;
    const attempt = this.#attempt;
    const registrar = this.#registrar;
    if (answer === "provisional" || attempt === undefined || registrar === undefined) return true;
    if (this.#leaving !== undefined && attempt.purpose === "register") {
      this.#answeredBeforeLeaving(answer, attempt, registrar);
    } else {
      this.#goOn(attempt.answered(answer), attempt);
    }
    return true;
  }

  /** Tells again what it is: another identity of the handset has been in between. */
  announce(): void {
    this.#enter(this.#state);
  }

  onFlowLost(reason: string): void {
    const wasOpen = this.#client.isOpen;
    const isBoundToConnection = this.#transport.protocol !== "udp" && this.#state === "registered";
    // Between registrations a failed datagram is somebody else's; a connection takes our binding with it.
    if (!wasOpen && !isBoundToConnection) return;
    this.#options.shared.counters.flowsLost++;
    this.#client.forget();
    this.#ended({ kind: "failing", status: 0, reason });
  }

  #now(): number {
    return this.#options.clock.now();
  }

  #begin(purpose: RegisterPurpose, registrar: Registrar): void {
    this.#nextStart.stop();
    const parts = { client: this.#client, registrar, counters: this.#options.shared.counters };
    const attempt = new RegisterAttempt(purpose, parts, ++this.#attempts, this.#now());
    this.#attempt = attempt;
    this.#goOn(attempt.send(), attempt);
  }

  #goOn(outcome: RegisterOutcome | undefined, attempt: RegisterAttempt): void {
    if (outcome === undefined) return;
    if (outcome.kind === "done" && attempt.purpose === "register") {
      this.#registered(outcome, attempt);
    } else this.#ended(outcome);
  }

  #timedOut(): void {
    this.#options.shared.counters.timeouts++;
    // The binding may have been made all the same, and only its answer lost.
    this.#mayBeBound = true;
    this.#ended({ kind: "failing", status: 0, reason: "no answer", flowFailed: true });
  }

  #answeredBeforeLeaving(answer: RegisterAnswer, attempt: RegisterAttempt, registrar: Registrar): void {
    if (attempt.abandoned(answer)) this.#mayBeBound = true;
    const scope = this.#leaving?.scope ?? "own-contact";
    if (this.#mayBeBound) this.#begin(purposeOf(scope), registrar);
    else this.#left({ status: answer.status });
  }

  #registered(
    { status, bindings }: RegisterOutcome & { readonly kind: "done" },
    attempt: RegisterAttempt,
  ): void {
    const now = this.#now();
    const { contacts, expiresSeconds } = bindings;
    this.#options.shared.meter?.registered(now - attempt.startedAtMs, this.#state === "registered");
    this.#mayBeBound = true;
    this.#attempt = undefined;
    this.#retries.registered(now);
    this.#enter("registered", { status, expiresSeconds, contacts });
    const { refreshFrom: from, refreshTo: to } = this.#options.profile;
    this.#nextStart.startAt(now + refreshWaitMs(expiresSeconds, { from, to }, this.#random));
  }

  /** Anything but a registration: the end of leaving, or a failure to be waited out. */
  #ended(outcome: RegisterOutcome): void {
    if (this.#leaving !== undefined) {
      this.#left(
        outcome.kind === "done"
          ? { status: outcome.status }
          : { status: outcome.status, reason: outcome.reason },
      );
      return;
    }
    if (outcome.kind === "done" || this.#registrar === undefined) return;
    const { kind, status, reason, contacts, leastWaitSeconds = 0, flowFailed = false } = outcome;
    if (kind !== "failing") this.#mayBeBound = false;
    // A 2xx that lists the own contact in no way that we know: it may be there all the same.
    else if (status >= 200 && status < 300) this.#mayBeBound = true;
    this.#registrar.target = this.#registrar.identity.server;
    this.#enter(kind, { status, reason, ...(contacts === undefined ? {} : { contacts }) });
    const requests = this.#attempt?.requests ?? 1;
    const now = this.#now();
    this.#nextStart.startAt(now + this.#retries.failed({ kind, requests, leastWaitSeconds }, now));
    if (flowFailed) this.#transport.renew();
  }

  #left(details: StateDetails): void {
    this.#mayBeBound = false;
    this.#enter("unregistered", details);
    this.#forget(details.status === 0 ? "no-answer" : "gone");
  }

  /** Cancels the attempt and its timers, and ends the wait for a leaving. */
  #forget(result: LeaveResult = "gone"): void {
    this.#client.forget();
    this.#attempt = undefined;
    this.#nextStart.stop();
    this.#retries.forget();
    const leaving = this.#leaving;
    this.#leaving = undefined;
    leaving?.end(result);
  }

  #enter(state: RegistrationState, details: StateDetails = {}): void {
    this.#become(state, details.reason);
    const extension = this.#registrar?.identity.extension;
    if (extension !== undefined) {
      this.#options.recorder.record({ type: "registration", state, extension, ...details });
    }
  }

  #become(state: RegistrationState, reason?: string): void {
    this.#state = state;
    this.#reason = reason;
    if (state === "registering") return;
    for (const tell of this.#settleListeners.splice(0)) tell(state, reason);
  }
}

function purposeOf(scope: UnregisterScope): RegisterPurpose {
  return scope === "star" ? "unregister-all" : "unregister";
}
