/**
 * Non-INVITE client transaction, RFC 3261 §17.1.2.2.
 *
 * ```
 *            +--- 1xx ---> proceeding ---+
 * start -> trying ------------------------ 200-699 --> completed --- K --> terminated
 *            +--- F, transport error (both) ----------------------------> terminated
 * ```
 */

import type { ClientInput } from "./client-input.js";
import { absorb, start, stop, type TransactionSettings, type Transition } from "./transition.js";

export type NonInviteClientState =
  | { readonly phase: "trying"; readonly intervalMs: number }
  | { readonly phase: "proceeding" }
  | { readonly phase: "completed" }
  | { readonly phase: "terminated" };

const terminated: NonInviteClientState = { phase: "terminated" };

/** The request goes out; timer E repeats it on UDP, timer F gives it up after 64 T1. */
export function startNonInviteClient({
  timers,
  reliable,
}: TransactionSettings): Transition<NonInviteClientState> {
  return {
    state: { phase: "trying", intervalMs: timers.t1 },
    effects: [{ kind: "send" }, ...(reliable ? [] : [start("E", timers.t1)]), start("F", 64 * timers.t1)],
  };
}

export function stepNonInviteClient(
  state: NonInviteClientState,
  input: ClientInput,
  settings: TransactionSettings,
): Transition<NonInviteClientState> {
  switch (state.phase) {
    case "trying":
    case "proceeding":
      return whileOpen(state, input, settings);
    case "completed":
      return input.kind === "timer" && input.timer === "K" ? absorb(terminated) : absorb(state);
    case "terminated":
      return absorb(state);
  }
}

function whileOpen(
  state: Extract<NonInviteClientState, { phase: "trying" | "proceeding" }>,
  input: ClientInput,
  { timers, reliable }: TransactionSettings,
): Transition<NonInviteClientState> {
  const quiet = [stop("E"), stop("F")];
  switch (input.kind) {
    case "provisional":
      return { state: { phase: "proceeding" }, effects: [{ kind: "deliver" }] };
    case "success":
    case "failure":
      return reliable
        ? { state: terminated, effects: [...quiet, { kind: "deliver" }] }
        : { state: { phase: "completed" }, effects: [...quiet, start("K", timers.t4), { kind: "deliver" }] };
    case "transport-error":
      return { state: terminated, effects: [...quiet, { kind: "transport-error" }] };
    case "timer":
      if (input.timer === "F") return { state: terminated, effects: [stop("E"), { kind: "timeout" }] };
      return input.timer === "E" ? repeat(state, timers.t2) : absorb(state);
  }
}

/** Once a 1xx is there, E runs at T2: the far end has the request and works on it. */
function repeat(
  state: Extract<NonInviteClientState, { phase: "trying" | "proceeding" }>,
  t2: number,
): Transition<NonInviteClientState> {
  if (state.phase === "proceeding") return { state, effects: [{ kind: "send" }, start("E", t2)] };
  const intervalMs = Math.min(2 * state.intervalMs, t2);
  return { state: { phase: "trying", intervalMs }, effects: [{ kind: "send" }, start("E", intervalMs)] };
}
