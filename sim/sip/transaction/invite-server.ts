/**
 * INVITE server transaction, RFC 3261 §17.2.1 with the Accepted state of RFC 6026 §7.1.
 *
 * ```
 * proceeding --- 2xx -------> accepted -------------- L ---------------> terminated
 *      \-------- 300-699 ---> completed --- ACK ---> confirmed --- I --> terminated
 *                                 \------- H ---------------------------> terminated
 * ```
 *
 * The repeats of a 2xx are not here: they belong to the transaction user and run end to end, over TCP too
 * (`success-retransmission.ts`). A repeated INVITE in accepted state is answered with the 2xx at once: a caller
 * that still repeats has not seen it.
 */

import type { ServerInput } from "./server-input.js";
import { absorb, start, stop, type TransactionSettings, type Transition } from "./transition.js";

export type InviteServerState =
  | { readonly phase: "proceeding" }
  | { readonly phase: "completed"; readonly intervalMs: number }
  | { readonly phase: "confirmed" }
  | { readonly phase: "accepted" }
  | { readonly phase: "terminated" };

const terminated: InviteServerState = { phase: "terminated" };

/** The state of an INVITE that has just come in; the shell answers 100 where nobody else answers in time. */
export const newInviteServer: InviteServerState = { phase: "proceeding" };

export function stepInviteServer(
  state: InviteServerState,
  input: ServerInput,
  settings: TransactionSettings,
): Transition<InviteServerState> {
  switch (state.phase) {
    case "proceeding":
      if (input.kind === "repeat") return { state, effects: [{ kind: "send" }] };
      if (input.kind === "respond") return onResponse(state, input.status, settings);
      if (input.kind === "transport-error") {
        return { state: terminated, effects: [{ kind: "transport-error" }] };
      }
      return absorb(state);
    case "completed":
      return whileCompleted(state, input, settings);
    case "confirmed":
      return input.kind === "timer" && input.timer === "I" ? absorb(terminated) : absorb(state);
    case "accepted":
      if (input.kind === "repeat") return { state, effects: [{ kind: "send" }] };
      if (input.kind === "ack") return { state, effects: [{ kind: "deliver" }] };
      return input.kind === "timer" && input.timer === "L" ? absorb(terminated) : absorb(state);
    case "terminated":
      return absorb(state);
  }
}

function onResponse(
  state: InviteServerState,
  status: number,
  { timers, reliable }: TransactionSettings,
): Transition<InviteServerState> {
  if (status < 200) return { state, effects: [{ kind: "send" }] };
  const giveUpMs = 64 * timers.t1;
  if (status < 300) {
    return { state: { phase: "accepted" }, effects: [{ kind: "send" }, start("L", giveUpMs)] };
  }
  return {
    state: { phase: "completed", intervalMs: timers.t1 },
    effects: [{ kind: "send" }, ...(reliable ? [] : [start("G", timers.t1)]), start("H", giveUpMs)],
  };
}

function whileCompleted(
  state: Extract<InviteServerState, { phase: "completed" }>,
  input: ServerInput,
  { timers, reliable }: TransactionSettings,
): Transition<InviteServerState> {
  switch (input.kind) {
    case "repeat":
      return { state, effects: [{ kind: "send" }] };
    case "ack":
      return reliable
        ? { state: terminated, effects: [stop("G"), stop("H")] }
        : { state: { phase: "confirmed" }, effects: [stop("G"), stop("H"), start("I", timers.t4)] };
    case "timer": {
      if (input.timer === "H") return { state: terminated, effects: [stop("G"), { kind: "timeout" }] };
      if (input.timer !== "G") return absorb(state);
      const intervalMs = Math.min(2 * state.intervalMs, timers.t2);
      return {
        state: { phase: "completed", intervalMs },
        effects: [{ kind: "send" }, start("G", intervalMs)],
      };
    }
    case "transport-error":
      return { state: terminated, effects: [stop("G"), stop("H"), { kind: "transport-error" }] };
    case "respond":
      return absorb(state);
  }
}
