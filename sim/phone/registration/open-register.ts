import type { SipTimers } from "../../sip/timers.js";
import type { SipProtocol, SocketAddress } from "../../sip/transport/transport.js";

/**
 * The one REGISTER that may be open (RFC 3261 §10.2): a non-INVITE client transaction (§17.1.2) without timer K, as
 * late copies of the answer fail the branch test.
 */
export class OpenRegister {
  readonly branch: string;
  /** What is sent again, byte by byte. */
  readonly data: Buffer;
  readonly to: SocketAddress;
  readonly sentAtMs: number;
  readonly #timers: SipTimers;
  readonly #isReliable: boolean;
  #intervalMs: number;
  #nextCopyMs: number;

  constructor(
    request: { readonly branch: string; readonly data: Buffer; readonly to: SocketAddress },
    protocol: SipProtocol,
    timers: SipTimers,
    nowMs: number,
  ) {
    this.branch = request.branch;
    this.data = request.data;
    this.to = request.to;
    this.sentAtMs = nowMs;
    this.#timers = timers;
    this.#isReliable = protocol !== "udp";
    this.#intervalMs = timers.t1;
    this.#nextCopyMs = nowMs + timers.t1;
  }

  /** Timer F. */
  get endsAtMs(): number {
    return this.sentAtMs + 64 * this.#timers.t1;
  }

  /** When something is to be done: the next copy (timer E, not over TCP) or the end. */
  get dueAtMs(): number {
    return this.#isReliable ? this.endsAtMs : Math.min(this.#nextCopyMs, this.endsAtMs);
  }

  /** A copy goes out: the next one after twice the time, at most T2. */
  copied(nowMs: number): void {
    this.#intervalMs = Math.min(this.#intervalMs * 2, this.#timers.t2);
    this.#nextCopyMs = nowMs + this.#intervalMs;
  }

  /** A provisional answer came: copies every T2 (RFC 3261 §17.1.2.2, state Proceeding). */
  proceeding(nowMs: number): void {
    if (this.#intervalMs === this.#timers.t2) return;
    this.#intervalMs = this.#timers.t2;
    this.#nextCopyMs = nowMs + this.#timers.t2;
  }
}
