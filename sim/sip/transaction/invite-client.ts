/**
 * INVITE client transaction, RFC 3261 §17.1.1.2 with the Accepted state of RFC 6026 §7.2.
 *
 * ```
 *            +--------- 1xx ---------> proceeding --+
 * start -> calling ---- 2xx ---------------------------> accepted --- M --> terminated
 *            | \------- 300-699 / ACK --------------> completed --- D --> terminated
 *            +--- B, transport error ------------------------------------> terminated
 * ```
 */

import type { ClientInput } from "./client-input.js";
import { absorb, start, stop, type TransactionSettings, type Transition } from "./transition.js";

export type InviteClientState =
  | { readonly phase: "calling"; readonly intervalMs: number }
  | { readonly phase: "proceeding" }
  | { readonly phase: "completed" }
  | { readonly phase: "accepted" }
  | { readonly phase: "terminated" };

const terminated: InviteClientState = { phase: "terminated" };

/** The request goes out; timer A repeats it on UDP, timer B gives it up after 64 T1. */
export function startInviteClient({ timers, reliable }: TransactionSettings): Transition<InviteClientState> {
  return {
    state: { phase: "calling", intervalMs: timers.t1 },
    effects: [{ kind: "send" }, ...(reliable ? [] : [start("A", timers.t1)]), start("B", 64 * timers.t1)],
  };
}

export function stepInviteClient(
  state: InviteClientState,
  input: ClientInput,
  settings: TransactionSettings,
): Transition<InviteClientState> {
  switch (state.phase) {
    case "calling":
      if (input.kind === "timer") return whileCalling(state, input.timer);
      return onAnswer(state, input, settings);
    case "proceeding":
      return onAnswer(state, input, settings);
    case "completed":
      // The ACK was lost: it goes out again, the response does not go up again.
      if (input.kind === "failure") return { state, effects: [{ kind: "ack" }] };
      if (input.kind === "timer" && input.timer === "D") return absorb(terminated);
      if (input.kind === "transport-error") {
        return { state: terminated, effects: [stop("D"), { kind: "transport-error" }] };
      }
      return absorb(state);
    case "accepted":
      // Each 2xx goes up: only the transaction user can repeat its ACK or end another fork.
      if (input.kind === "success") return { state, effects: [{ kind: "deliver" }] };
      if (input.kind === "timer" && input.timer === "M") return absorb(terminated);
      return absorb(state);
    case "terminated":
      return absorb(state);
  }
}

function whileCalling(
  state: Extract<InviteClientState, { phase: "calling" }>,
  timer: string,
): Transition<InviteClientState> {
  if (timer === "A") {
    const intervalMs = state.intervalMs * 2;
    return { state: { phase: "calling", intervalMs }, effects: [{ kind: "send" }, start("A", intervalMs)] };
  }
  if (timer === "B") return { state: terminated, effects: [stop("A"), { kind: "timeout" }] };
  return absorb(state);
}

function onAnswer(
  state: InviteClientState,
  input: ClientInput,
  { timers, reliable }: TransactionSettings,
): Transition<InviteClientState> {
  const quiet = [stop("A"), stop("B")];
  switch (input.kind) {
    case "provisional":
      return { state: { phase: "proceeding" }, effects: [...quiet, { kind: "deliver" }] };
    case "success":
      return {
        state: { phase: "accepted" },
        effects: [...quiet, start("M", 64 * timers.t1), { kind: "deliver" }],
      };
    case "failure":
      return reliable
        ? { state: terminated, effects: [...quiet, { kind: "ack" }, { kind: "deliver" }] }
        : {
            state: { phase: "completed" },
            effects: [...quiet, { kind: "ack" }, start("D", 64 * timers.t1), { kind: "deliver" }],
          };
    case "transport-error":
      return { state: terminated, effects: [...quiet, { kind: "transport-error" }] };
    case "timer":
      return absorb(state);
  }
}
