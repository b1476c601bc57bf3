/**
 * Non-INVITE server transaction, RFC 3261 §17.2.2.
 *
 * ```
 * trying --- 1xx ---> proceeding --- 200-699 ---> completed --- J --> terminated
 *    \------------------ 200-699 -------------------/
 * ```
 */

import type { ServerInput } from "./server-input.js";
import { absorb, start, type TransactionSettings, type Transition } from "./transition.js";

export type NonInviteServerState =
  | { readonly phase: "trying" }
  | { readonly phase: "proceeding" }
  | { readonly phase: "completed" }
  | { readonly phase: "terminated" };

const terminated: NonInviteServerState = { phase: "terminated" };
const completed: NonInviteServerState = { phase: "completed" };

/** The state of a request that has just come in. */
export const newNonInviteServer: NonInviteServerState = { phase: "trying" };

export function stepNonInviteServer(
  state: NonInviteServerState,
  input: ServerInput,
  { timers, reliable }: TransactionSettings,
): Transition<NonInviteServerState> {
  switch (state.phase) {
    case "trying":
    case "proceeding":
      if (input.kind === "repeat") {
        // Without a response there is nothing to repeat: the request is absorbed.
        return state.phase === "proceeding" ? { state, effects: [{ kind: "send" }] } : absorb(state);
      }
      if (input.kind === "respond") {
        if (input.status < 200) return { state: { phase: "proceeding" }, effects: [{ kind: "send" }] };
        return reliable
          ? { state: terminated, effects: [{ kind: "send" }] }
          : { state: completed, effects: [{ kind: "send" }, start("J", 64 * timers.t1)] };
      }
      if (input.kind === "transport-error") {
        return { state: terminated, effects: [{ kind: "transport-error" }] };
      }
      return absorb(state);
    case "completed":
      if (input.kind === "repeat") return { state, effects: [{ kind: "send" }] };
      return input.kind === "timer" && input.timer === "J" ? absorb(terminated) : absorb(state);
    case "terminated":
      return absorb(state);
  }
}
