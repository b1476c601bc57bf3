/**
 * The 2xx to an INVITE until its ACK comes, RFC 3261 §13.3.1.4: at T1, doubling to T2, for 64 T1; over TCP too.
 *
 * ```
 * waiting --- ACK ---> acknowledged
 *    \------- 64 T1 ---> lost
 * ```
 */

import type { SipTimers } from "../timers.js";

export type SuccessRetransmissionState =
  | { readonly phase: "waiting"; readonly intervalMs: number; readonly waitedMs: number }
  | { readonly phase: "acknowledged" }
  | { readonly phase: "lost" };

type SuccessRetransmissionEffect =
  /** The 2xx goes out again. */
  | { readonly kind: "send" }
  /** Ask again after so many milliseconds; replaces the last such wish. */
  | { readonly kind: "wait"; readonly afterMs: number }
  /** No ACK came: the session must be ended with a BYE. */
  | { readonly kind: "lost" };

export interface SuccessRetransmissionStep {
  readonly state: SuccessRetransmissionState;
  readonly effects: readonly SuccessRetransmissionEffect[];
}

/** The 2xx has just been sent. */
export function startSuccessRetransmission({ t1 }: SipTimers): SuccessRetransmissionStep {
  return {
    state: { phase: "waiting", intervalMs: t1, waitedMs: 0 },
    effects: [{ kind: "wait", afterMs: t1 }],
  };
}

export function stepSuccessRetransmission(
  state: SuccessRetransmissionState,
  input: "waited" | "ack",
  { t1, t2 }: SipTimers,
): SuccessRetransmissionStep {
  if (state.phase !== "waiting") return { state, effects: [] };
  if (input === "ack") return { state: { phase: "acknowledged" }, effects: [] };
  const waitedMs = state.waitedMs + state.intervalMs;
  const leftMs = 64 * t1 - waitedMs;
  if (leftMs <= 0) return { state: { phase: "lost" }, effects: [{ kind: "lost" }] };
  const intervalMs = Math.min(2 * state.intervalMs, t2, leftMs);
  return {
    state: { phase: "waiting", intervalMs, waitedMs },
    effects: [{ kind: "send" }, { kind: "wait", afterMs: intervalMs }],
  };
}
