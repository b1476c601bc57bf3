import type { CallEvent, CallEvidence } from "../evidence/evidence.js";
import type { Check } from "./check.js";

/** A call holds where it holds on every phone that dialled it. @param wanted in words, such as `answered` */
export function checkCall(
  { name, last }: CallEvidence,
  wanted: string,
  holds: (event: CallEvent) => boolean,
): Check {
  const events = [...last.values()];
  return {
    met: events.length > 0 && events.every(holds),
    expected: `call ${name} ${wanted}`,
    seen:
      events.length === 0
        ? `call ${name} was not placed`
        : [...new Set(events.map((event) => `call ${name} ${callText(event)}`))].join(", "),
  };
}

/** `failed with 403 (Forbidden)` */
export function callText({ state, status, reason }: CallEvent): string {
  return [
    state,
    ...(status === undefined ? [] : [`with ${status}`]),
    ...(reason === undefined ? [] : [`(${reason})`]),
  ].join(" ");
}
