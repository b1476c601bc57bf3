import type { Random } from "../../model/random.js";
import type { RegistrationState } from "../../transcript/event.js";
import { DigestSessions } from "../digest/digest-sessions.js";
import type { HandsetTransport } from "../handset-transport.js";
import type { LeaveResult, SipIdentity, SipOptions, UnregisterScope } from "../ports.js";
import { between, refreshWaitMs, scaledMs, waitAfter } from "./backoff.js";
import {
  RegisterAttempt,
  type RegisterOutcome,
  type RegisterPurpose,
  type Registrar,
} from "./register-attempt.js";
import { type RegisterAnswer, RegisterClient } from "./register-client.js";
import { type RegistrationPool, registrationPoolOf } from "./registration-pool.js";

/** A desk must not wait for its old contact to go (policy `unregister-failed` = continue). */
const unregisterLimitMs = 4_000;
/** A refresh later than this was held up by a suspended process: the whole fleet is late then. */
const suspendedMs = 5_000;

/** What an event tells beside the state. */
interface StateDetails {
  readonly status?: number;
  readonly expiresSeconds?: number;
  readonly contacts?: number;
  readonly reason?: string;
}

/** The wish to leave, while an answer to it is waited for. */
interface Leaving {
  readonly endsAtMs: number;
  readonly scope: UnregisterScope;
  readonly done: Promise<LeaveResult>;
  readonly resolve: (result: LeaveResult) => void;
}

/**
 * Keeps one identity of a handset registered: one REGISTER at a time, the cached nonce first, refresh before expiry, and after a
 * failure a wait that fits its cause. One timer seat for everything, as only one thing is ever waited for.
 *
 * ```
 *  register ─▶ gate ─▶ attempt (REGISTER, again after 401, 407, 423, 3xx)
 *               ▲          ├─▶ registered ──────── refresh due ──┐
 *               │          └─▶ refused, rejected, failing ─ wait ─┤
 *               └─────────────────────────────────────────────────┘
 *  unregister ─▶ (answer to the open REGISTER) ─▶ attempt with expires 0 ─▶ unregistered
 * ```
 */
export class Registration {
  readonly #options: SipOptions;
  readonly #flow: HandsetTransport;
  readonly #pool: RegistrationPool;
  readonly #random: Random;
  readonly #client: RegisterClient;
  #seat: number | undefined;
  #state: RegistrationState = "unregistered";
  #registrar: Registrar | undefined;
  #attempt: RegisterAttempt | undefined;
  #attempts = 0;
  #nextStartMs: number | undefined;
  #holdsTurn = false;
  /** Whether the registrar may hold a binding of ours. */
  #mayBeBound = false;
  /** Failures in a row of the kind that the state names. */
  #streak = 0;
  #leaving: Leaving | undefined;
  /** Who waits for the registrar's verdict. */
  #settleListeners: ((state: RegistrationState) => void)[] = [];

  /** @param random its own: two identities of a handset must not have one Call-ID */
  constructor(options: SipOptions, flow: HandsetTransport, random: Random) {
    this.#options = options;
    this.#flow = flow;
    this.#pool = registrationPoolOf(options.clock, options.timers);
    this.#random = random;
    this.#client = new RegisterClient(options, flow, this.#pool.counters, this.#random);
  }

  get state(): RegistrationState {
    return this.#state;
  }

  /** Tells as soon as the state is another one than `registering`, whichever, and before it is recorded. */
  whenSettled(tell: (state: RegistrationState) => void): void {
    if (this.#state === "registering") this.#settleListeners.push(tell);
    else tell(this.#state);
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
    if (registrar?.identity.registers !== true || this.#client.open !== undefined) return;
    this.#streak = 0;
    if (this.#state !== "registered") this.#enter("registering");
    this.#start(registrar, 0);
  }

  unregister(scope: UnregisterScope): Promise<LeaveResult> {
    if (this.#leaving !== undefined) return this.#leaving.done;
    const registrar = this.#registrar;
    const isOpen = this.#client.open !== undefined;
    if (registrar === undefined || !(isOpen || this.#mayBeBound)) {
      if (this.#state === "unregistered") this.#forget();
      else this.#left({});
      return Promise.resolve("gone");
    }
    let resolve: Leaving["resolve"] = () => undefined;
    const done = new Promise<LeaveResult>((settle) => {
      resolve = settle;
    });
    const endsAtMs = this.#now() + scaledMs(unregisterLimitMs, this.#options.timers);
    this.#leaving = { endsAtMs, scope, done, resolve };
    // The answer to an open REGISTER could come after ours and bind again: it is waited for first.
    if (isOpen) this.#arm();
    else this.#begin(purposeOf(scope), registrar);
    return done;
  }

  stop(): void {
    this.#forget();
    this.#become("unregistered");
    this.#registrar = undefined;
    this.#mayBeBound = false;
    this.#client.reboot();
    if (this.#seat !== undefined) this.#pool.wheel.leave(this.#seat);
    this.#seat = undefined;
  }

  /** @returns false where it answers nothing that was sent for this identity */
  onResponse(data: Buffer): boolean {
    const answer = this.#client.receive(data);
    if (answer === undefined) return false;
    const attempt = this.#attempt;
    const registrar = this.#registrar;
    if (answer === "provisional" || attempt === undefined || registrar === undefined) {
      this.#arm();
      return true;
    }
    this.#pool.meter?.roundTrip(answer.roundTripMs);
    if (answer.status < 500) this.#pool.gate(registrar.target).answered();
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
    const wasOpen = this.#client.open !== undefined;
    const isBoundToConnection = this.#flow.protocol !== "udp" && this.#state === "registered";
    // Between registrations a failed datagram is somebody else's; a connection takes our binding with it.
    if (!wasOpen && !isBoundToConnection) return;
    this.#pool.counters.flowsLost++;
    this.#client.forget();
    this.#ended({ kind: "failing", status: 0, reason });
  }

  #now(): number {
    return this.#options.clock.now();
  }

  /** Starts an attempt, or takes a place in the queue before the registrar. */
  #start(registrar: Registrar, lateMs: number): void {
    const now = this.#now();
    const gate = this.#pool.gate(registrar.target);
    const isRefreshInTime = this.#state === "registered" && lateMs < suspendedMs && !gate.isDown;
    const turn = isRefreshInTime ? { waitMs: 0, holdsTurn: false } : gate.ask(now, this.#holdsTurn);
    this.#holdsTurn = turn.holdsTurn;
    if (turn.waitMs > 0) this.#startAt(now + turn.waitMs);
    else this.#begin("register", registrar);
  }

  #startAt(atMs: number): void {
    this.#nextStartMs = atMs;
    this.#arm();
  }

  #begin(purpose: RegisterPurpose, registrar: Registrar): void {
    this.#nextStartMs = undefined;
    this.#holdsTurn = false;
    const parts = { client: this.#client, registrar, counters: this.#pool.counters };
    const attempt = new RegisterAttempt(purpose, parts, ++this.#attempts, this.#now());
    this.#attempt = attempt;
    this.#goOn(attempt.send(), attempt);
  }

  #goOn(outcome: RegisterOutcome | undefined, attempt: RegisterAttempt): void {
    if (outcome === undefined) this.#arm();
    else if (outcome.kind === "done" && attempt.purpose === "register") {
      this.#registered(outcome, attempt);
    } else this.#ended(outcome);
  }

  /** One seat: what is open, else the next start; leaving has its own limit. */
  #arm(): void {
    const dueMs = Math.min(
      this.#client.open?.dueAtMs ?? this.#nextStartMs ?? Number.POSITIVE_INFINITY,
      this.#leaving?.endsAtMs ?? Number.POSITIVE_INFINITY,
    );
    if (dueMs === Number.POSITIVE_INFINITY) return;
    this.#seat ??= this.#pool.wheel.join((lateMs) => this.#due(lateMs));
    this.#pool.wheel.arm(this.#seat, dueMs);
  }

  #due(lateMs: number): void {
    if (this.#leaving !== undefined && this.#now() >= this.#leaving.endsAtMs) {
      this.#left({ status: 0, reason: "no answer; the contact is left to expire" });
    } else if (this.#client.open === undefined) {
      if (this.#nextStartMs !== undefined && this.#registrar) this.#start(this.#registrar, lateMs);
    } else if (this.#client.tick() === "waiting") {
      this.#arm();
    } else {
      this.#timedOut();
    }
  }

  #timedOut(): void {
    this.#pool.counters.timeouts++;
    if (this.#registrar) this.#pool.gate(this.#registrar.target).timedOut();
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
    this.#pool.meter?.registered(now - attempt.startedAtMs, this.#state === "registered");
    this.#mayBeBound = true;
    this.#enter("registered", { status, expiresSeconds, contacts });
    const { refreshFrom: from, refreshTo: to } = this.#options.profile;
    this.#startAt(now + refreshWaitMs(expiresSeconds, { from, to }, this.#random));
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
    const wasRegistered = this.#state === "registered";
    this.#streak = this.#state === kind ? this.#streak + 1 : 1;
    if (kind !== "failing") this.#mayBeBound = false;
    // A 2xx that lists the own contact in no way that we know: it may be there all the same.
    else if (status >= 200 && status < 300) this.#mayBeBound = true;
    this.#registrar.target = this.#registrar.identity.server;
    this.#enter(kind, { status, reason, ...(contacts === undefined ? {} : { contacts }) });
    const waitMs = scaledMs(waitAfter(kind, this.#streak, wasRegistered, this.#random), this.#options.timers);
    const leastMs = leastWaitSeconds * 1000 * between(this.#random, 1, 1.1);
    this.#startAt(this.#now() + Math.max(waitMs, leastMs));
    if (flowFailed) this.#flow.renew();
  }

  #left(details: StateDetails): void {
    this.#mayBeBound = false;
    this.#enter("unregistered", details);
    this.#forget(details.status === 0 ? "no-answer" : "gone");
  }

  /** Whatever was going on is not any more; who waits for the leaving goes on. */
  #forget(result: LeaveResult = "gone"): void {
    this.#client.forget();
    this.#attempt = undefined;
    this.#nextStartMs = undefined;
    this.#holdsTurn = false;
    this.#streak = 0;
    if (this.#seat !== undefined) this.#pool.wheel.disarm(this.#seat);
    const leaving = this.#leaving;
    this.#leaving = undefined;
    leaving?.resolve(result);
  }

  #enter(state: RegistrationState, details: StateDetails = {}): void {
    this.#become(state);
    const extension = this.#registrar?.identity.extension;
    if (extension !== undefined) {
      this.#options.recorder.record({ type: "registration", state, extension, ...details });
    }
  }
  #become(state: RegistrationState): void {
    this.#state = state;
    if (state === "registering") return;
    for (const tell of this.#settleListeners.splice(0)) tell(state);
  }
}

function purposeOf(scope: UnregisterScope): RegisterPurpose {
  return scope === "star" ? "unregister-all" : "unregister";
}
