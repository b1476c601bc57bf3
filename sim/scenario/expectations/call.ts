import type { Expectation } from "../../model/scenario/expectation.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import type { Check, PhoneEvidence, SceneEvidence } from "./check.js";

type CallEvent = Extract<TranscriptEvent, { type: "call" }>;

/** `call: help` with `state: answered` and `status: 200`, of a call that a dial step named. */
export function checkCall(
  { call, state, status }: Pick<Expectation, "call" | "state" | "status">,
  { events }: SceneEvidence,
): Check {
  const last = lastCall(events, (event) => event.direction === "outgoing" && event.call === call);
  const met =
    last !== undefined &&
    (state === undefined || last.state === state) &&
    (status === undefined || last.status === status);
  const wanted = [...(state === undefined ? [] : [state]), ...(status === undefined ? [] : [String(status)])];
  return {
    met,
    expected: `call ${call ?? ""} ${wanted.join(" with ")}`,
    seen: last === undefined ? `call ${call ?? ""} was not placed` : `call ${call ?? ""} ${callText(last)}`,
  };
}

/** `incoming: { from: "1001", state: ringing }`, the last call that came to the phone; `none`: no call came. */
export function checkIncoming(
  expected: NonNullable<Expectation["incoming"]>,
  { events, sinceStep }: PhoneEvidence,
): Check {
  if (expected === "none") {
    const came = lastCall(sinceStep, (event) => event.direction === "incoming");
    return {
      met: came === undefined,
      expected: "no call coming in since the last step on it",
      seen: came === undefined ? "no call" : incomingText(came),
    };
  }
  const last = lastCall(events, (event) => event.direction === "incoming");
  const from = expected.from === undefined ? "" : ` from ${expected.from}`;
  return {
    met:
      last !== undefined &&
      last.state === expected.state &&
      (expected.from === undefined || last.number === expected.from),
    expected: `incoming call${from} ${expected.state}`,
    seen: last === undefined ? "no call came in" : incomingText(last),
  };
}

function incomingText(event: CallEvent): string {
  return `incoming call from ${event.number} ${callText(event)}`;
}

function callText({ state, status, reason }: CallEvent): string {
  return [
    state,
    ...(status === undefined ? [] : [`with ${status}`]),
    ...(reason === undefined ? [] : [`(${reason})`]),
  ].join(" ");
}

function lastCall(
  events: readonly TranscriptEvent[],
  matches: (event: CallEvent) => boolean,
): CallEvent | undefined {
  return events.findLast(
    (event): event is CallEvent & TranscriptEvent => event.type === "call" && matches(event),
  );
}
