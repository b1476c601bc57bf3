/** What the transaction FSMs of RFC 3261 §17 (with RFC 6026) have in common. */

import type { SipTimers } from "../timers.js";

/** Letters of RFC 3261 table 4; L and M are RFC 6026 §7.1 and §7.2. */
export type TransactionTimer = "A" | "B" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L" | "M";

/** What the shell has to do after a step, in order. */
export type TransactionEffect =
  /** Client: the request goes out (again). Server: the last response goes out (again). */
  | { readonly kind: "send" }
  /** Client: an ACK for the non-2xx final response goes out (RFC 3261 §17.1.1.3). */
  | { readonly kind: "ack" }
  /** The message at hand is for the transaction user. */
  | { readonly kind: "deliver" }
  /** The transaction user must be notified of the timeout. */
  | { readonly kind: "timeout" }
  /** The transaction user must be notified that the network failed. */
  | { readonly kind: "transport-error" }
  | { readonly kind: "start"; readonly timer: TransactionTimer; readonly afterMs: number }
  | { readonly kind: "stop"; readonly timer: TransactionTimer };

export interface Transition<State> {
  readonly state: State;
  readonly effects: readonly TransactionEffect[];
}

export interface TransactionSettings {
  readonly timers: SipTimers;
  /** TCP and TLS: no retransmission, no waiting for repeats. */
  readonly reliable: boolean;
}

/** The effect that starts a timer. @param afterMs milliseconds, at least 0. */
export function start(timer: TransactionTimer, afterMs: number): TransactionEffect {
  return { kind: "start", timer, afterMs };
}

/** The effect that stops a timer; stopping one that does not run is allowed. */
export function stop(timer: TransactionTimer): TransactionEffect {
  return { kind: "stop", timer };
}

/** The state goes on as it is and nothing happens. */
export function absorb<State>(state: State): Transition<State> {
  return { state, effects: [] };
}
