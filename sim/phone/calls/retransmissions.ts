import type { Clock } from "../../model/clock.js";
import type { SipTimers } from "../../sip/timers.js";
import type { SocketAddress } from "../../sip/transport/transport.js";

type Kind = "invite" | "request" | "final-to-invite";

interface Pending {
  readonly kind: Kind;
  readonly text: string;
  readonly to: SocketAddress;
  readonly until: number;
  intervalMs: number;
  cancel: () => void;
}

/**
 * Timers A, E and G, which sip.js has not (RFC 3261 §17.1.1.2, §17.1.2.2, §17.2.1): on UDP the first lost datagram
 * would cost 32 s. Its own timers B, F and H end the transactions; here everything ends after the same 64·T1.
 */
export class Retransmissions {
  readonly #timers: SipTimers;
  readonly #clock: Clock;
  readonly #resend: (text: string, to: SocketAddress) => void;
  readonly #pending = new Map<string, Pending>();

  constructor(timers: SipTimers, clock: Clock, resend: (text: string, to: SocketAddress) => void) {
    this.#timers = timers;
    this.#clock = clock;
    this.#resend = resend;
  }

  /** @param key branch and method of the transaction; while it is pending a second start is ignored */
  start(key: string, kind: Kind, text: string, to: SocketAddress): void {
    if (this.#pending.has(key)) return;
    const { t1 } = this.#timers;
    const until = this.#clock.now() + 64 * t1;
    const pending: Pending = { kind, text, to, until, intervalMs: t1, cancel: () => undefined };
    this.#pending.set(key, pending);
    this.#schedule(key, pending);
  }

  /** A 1xx: an INVITE is not repeated any more, any other request only each T2. */
  provisional(key: string): void {
    const pending = this.#pending.get(key);
    if (pending === undefined) return;
    if (pending.kind === "invite") this.stop(key);
    else pending.intervalMs = this.#timers.t2;
  }

  /** A final response, or the ACK for ours. */
  stop(key: string): void {
    this.#pending.get(key)?.cancel();
    this.#pending.delete(key);
  }

  clear(): void {
    for (const { cancel } of this.#pending.values()) cancel();
    this.#pending.clear();
  }

  #schedule(key: string, pending: Pending): void {
    pending.cancel = this.#clock.after(pending.intervalMs, () => {
      if (this.#clock.now() >= pending.until) {
        this.#pending.delete(key);
        return;
      }
      this.#resend(pending.text, pending.to);
      const doubled = pending.intervalMs * 2;
      pending.intervalMs = pending.kind === "invite" ? doubled : Math.min(doubled, this.#timers.t2);
      this.#schedule(key, pending);
    });
  }
}
