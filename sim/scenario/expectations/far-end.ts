import type { Expectation } from "../../model/scenario/expectation.js";
import type { BackendEvent } from "../../transcript/event.js";
import type { Check, SceneEvidence } from "./check.js";

type FarEndEvent = Extract<BackendEvent, { type: "psap" }>;
type Wanted = Exclude<NonNullable<Expectation["psap"]>, "none">;

const names = { psap: "the PSAP", carrier: "the carrier" } as const;

/**
 * `psap: { caller-id, location, number }`: one call that reached this far end since the last dial has all of it.
 * `none`: no call reached it.
 */
export function checkFarEnd(
  farEnd: keyof typeof names,
  expected: NonNullable<Expectation["psap"]>,
  { sinceDial }: SceneEvidence,
): Check {
  const calls = sinceDial.flatMap((event) =>
    event.type === "psap" && event.farEnd === farEnd && event.state === "answered" ? [event] : [],
  );
  const seen =
    calls.length === 0
      ? `no call reached ${names[farEnd]}`
      : `${names[farEnd]} received ${calls.map(told).join("; ")}`;
  if (expected === "none") {
    return { met: calls.length === 0, expected: `no call reaching ${names[farEnd]}`, seen };
  }
  return {
    met: calls.some((call) => isTold(call, expected)),
    expected: `${names[farEnd]} received ${toldText(expected)}`,
    seen,
  };
}

function isTold(call: FarEndEvent, { number, callerId, location }: Wanted): boolean {
  return (
    (number === undefined || call.number === number) &&
    (callerId === undefined || call.callerId === callerId) &&
    (location === undefined || call.location === location)
  );
}

function told({ number, callerId, location }: FarEndEvent): string {
  return toldText({ number, callerId, location: location ?? "location unknown" });
}

/** `911 from 2125550100 (new-york)`, or as much of it as is known or wanted. */
function toldText({ number, callerId, location }: Wanted): string {
  return [
    number ?? "a call",
    ...(callerId === undefined ? [] : [`from ${callerId}`]),
    ...(location === undefined ? [] : [`(${location})`]),
  ].join(" ");
}
