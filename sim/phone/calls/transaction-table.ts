import type { Clock } from "../../model/clock.js";
import type { SipTimers } from "../../sip/timers.js";

interface Entry<Transaction> {
  readonly transaction: Transaction;
  closedAtMs: number | undefined;
}

/**
 * Transactions by their key, each until long after its final response: copies come for 64·T1 (RFC 3261 §17), and a 2xx
 * is repeated for as long after that.
 */
export class TransactionTable<Transaction> {
  readonly #clock: Clock;
  readonly #keepMs: number;
  readonly #entries = new Map<string, Entry<Transaction>>();

  constructor(clock: Clock, { t1 }: SipTimers) {
    this.#clock = clock;
    this.#keepMs = 128 * t1;
  }

  get(key: string): Transaction | undefined {
    return this.#entries.get(key)?.transaction;
  }

  /** Those without a final response, with their keys. */
  open(): (readonly [string, Transaction])[] {
    const open = [...this.#entries].filter(([, { closedAtMs }]) => closedAtMs === undefined);
    return open.map(([key, { transaction }]) => [key, transaction] as const);
  }

  some(is: (transaction: Transaction) => boolean): boolean {
    return [...this.#entries.values()].some(({ transaction }) => is(transaction));
  }

  add(key: string, transaction: Transaction): void {
    const until = this.#clock.now() - this.#keepMs;
    for (const [old, { closedAtMs }] of this.#entries) {
      if (closedAtMs !== undefined && closedAtMs < until) this.#entries.delete(old);
    }
    this.#entries.set(key, { transaction, closedAtMs: undefined });
  }

  /** It has its final response. */
  close(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) entry.closedAtMs ??= this.#clock.now();
  }

  forget(isForgotten: (transaction: Transaction) => boolean): void {
    for (const [key, { transaction }] of this.#entries) {
      if (isForgotten(transaction)) this.#entries.delete(key);
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}
