import type { Trunk } from "../model/setup/trunks.js";
import { callerStatus } from "./dial-status.js";

/** What became of a call at a trunk that did not carry it: its final status, or no answer in the ringing time. */
export type TrunkFailure = number | "ring-timeout";

/** Q.850: busy, no answer, dead, number changed, number moved, number incomplete. */
const finalCauses: ReadonlySet<number> = new Set([17, 19, 18, 22, 23, 28]);

/**
 * Whether the dial plan tries the next trunk after that (PBX-90). What sounds like the called party's own answer ends
 * the call, a dead trunk too: its 408 has the cause of a phone that nobody takes up.
 */
export function goesOnAfter(
  failure: TrunkFailure,
  { continueIfBusy }: Pick<Trunk, "continueIfBusy">,
): boolean {
  return continueIfBusy || (failure !== "ring-timeout" && !finalCauses.has(callerStatus(failure).cause));
}
