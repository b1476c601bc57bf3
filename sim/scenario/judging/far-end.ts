import { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import type { FarEndEvent, FarEndEvidence } from "../evidence/evidence.js";
import { digits, noneOr, text } from "../file/texts.js";
import { named } from "../names/named.js";
import type { Check } from "./check.js";

/** What the far end of a trunk received with a call since the last `dial`. */
const call = kebabObject({
  number: named("outside-number", digits()).optional(),
  "caller-id": named("caller-id", digits()).optional(),
  trunk: named("trunk", text()).optional().describe("that it came over"),
  location: z
    .union([z.null(), named("location", text())])
    .optional()
    .describe("location of the setup that the PSAP finds for the caller id; null: none"),
});

type Wanted = z.output<typeof call>;

const names = { psap: "the PSAP", carrier: "the carrier" } as const;

export const farEndSchema = noneOr(call);

/** One call that reached this far end has all of it; `none`: no call reached it. */
export function checkFarEnd(
  farEnd: keyof typeof names,
  expected: Wanted | "none",
  all: FarEndEvidence,
): Check {
  const calls = all.filter((each) => each.farEnd === farEnd);
  // Of setups with one trunk each it would say nothing.
  const byTrunk = expected !== "none" && expected.trunk !== undefined;
  const seen =
    calls.length === 0
      ? `no call reached ${names[farEnd]}`
      : `${names[farEnd]} received ${calls.map((each) => received(each, byTrunk)).join("; ")}`;
  if (expected === "none") {
    return { met: calls.length === 0, expected: `no call reaching ${names[farEnd]}`, seen };
  }
  return {
    met: calls.some((each) => has(each, expected)),
    expected: `${names[farEnd]} received ${wantedText(expected)}`,
    seen,
  };
}

function has(event: FarEndEvent, { number, callerId, trunk, location }: Wanted): boolean {
  return (
    (number === undefined || event.number === number) &&
    (callerId === undefined || event.callerId === callerId) &&
    (trunk === undefined || event.trunk === trunk) &&
    (location === undefined || event.location === (location ?? undefined))
  );
}

function received({ number, callerId, trunk, location }: FarEndEvent, byTrunk: boolean): string {
  return wantedText({ number, callerId, location: location ?? null, ...(byTrunk && { trunk }) });
}

/** `911 from 2125550100 (new-york) by trunk main`, or as much of it as is known or wanted. */
function wantedText({ number, callerId, trunk, location }: Wanted): string {
  return [
    number ?? "a call",
    ...(callerId === undefined ? [] : [`from ${callerId}`]),
    ...(location === undefined ? [] : [`(${location ?? "location unknown"})`]),
    ...(trunk === undefined ? [] : [`by trunk ${trunk}`]),
  ].join(" ");
}
