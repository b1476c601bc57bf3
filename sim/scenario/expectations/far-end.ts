import type { BackendEvent } from "../../model/control/backend-event.js";
import type { Expectation } from "../../model/scenario/expectation.js";
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
      : `${names[farEnd]} was told ${calls.map(told).join("; ")}`;
  if (expected === "none") {
    return { met: calls.length === 0, expected: `no call reaching ${names[farEnd]}`, seen };
  }
  return {
    met: calls.some((call) => isTold(call, expected)),
    expected: `${names[farEnd]} told ${toldText(expected)}`,
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
  return toldText({ number, callerId, location: location ?? "unknown" });
}

function toldText({ number, callerId, location }: Wanted): string {
  const parts = [
    ...(number === undefined ? [] : [`number ${number}`]),
    ...(callerId === undefined ? [] : [`caller id ${callerId}`]),
    ...(location === undefined ? [] : [`location ${location}`]),
  ];
  return parts.join(", ") || "of any call";
}
