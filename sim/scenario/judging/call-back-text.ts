import { calledBack } from "../../dialplan/inbound.js";
import type { Setup } from "../../model/setup/setup.js";
import type { CallBackEvent, CallBackEvidence } from "../evidence/evidence.js";
import { callText } from "./call-check.js";
import { listed } from "./check.js";

/**
 * `call-back to 3125550100 failed (480): an inbound route leads to 2000, and no phone is registered as that`: the number that
 * was called, whom it is for, who was rung, or why nobody was.
 */
export function callBackText(last: CallBackEvent, made: CallBackEvidence, setup: Setup): string {
  const status = last.status === undefined ? "" : ` (${last.status})`;
  return `call-back to ${last.number} ${last.state}${status}: ${whom(last, made, setup)}`;
}

function whom({ number, state }: CallBackEvent, made: CallBackEvidence, setup: Setup): string {
  const called = calledBack(setup, number);
  const rung = [...made.rung].map(([phone, event]) => `${phone} (${callText(event)})`);
  if (rung.length > 0) {
    const isOpen = state === "calling" ? ", and nobody has answered (step `answer`)" : "";
    return `${"nobody" in called ? "" : `for ${called.extension}, `}it rang ${listed(rung)}${isOpen}`;
  }
  if ("nobody" in called) return called.nobody;
  const { extension } = called;
  const there = made.registeredAs(extension);
  return there.length === 0
    ? `an inbound route leads to ${extension}, and no phone is registered as that`
    : `an inbound route leads to ${extension}, as which ${listed(there)} ${there.length === 1 ? "is" : "are"} registered, but no phone rang`;
}
