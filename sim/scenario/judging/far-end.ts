import { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import type { FarEndEvent, FarEndEvidence } from "../evidence/evidence.js";
import { digits, noneOr, notEmpty, text } from "../file/texts.js";
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
  "sent-location": z
    .union([z.null(), text()])
    .optional()
    .describe("where the caller is by the PIDF-LO that came with the call, in one line; null: none came"),
  "read-back": z
    .union([
      z.null(),
      z
        .strictObject({ number: digits().optional(), location: text().optional() })
        .check(notEmpty("number or location")),
    ])
    .optional()
    .describe("number and address that are read out to a test call, such as one to 933; null: nothing is"),
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

function has(event: FarEndEvent, wanted: Wanted): boolean {
  const { number, callerId, trunk, location, sentLocation, readBack } = wanted;
  return (
    (number === undefined || event.number === number) &&
    (callerId === undefined || event.callerId === callerId) &&
    (trunk === undefined || event.trunk === trunk) &&
    (location === undefined || event.location === (location ?? undefined)) &&
    (sentLocation === undefined || event.sentLocation === (sentLocation ?? undefined)) &&
    (readBack === undefined || isReadBack(event.readBack, readBack))
  );
}

function isReadBack(seen: FarEndEvent["readBack"], wanted: NonNullable<Wanted["readBack"]> | null): boolean {
  if (wanted === null || seen === undefined) return wanted === null && seen === undefined;
  const { number = seen.number, location = seen.location } = wanted;
  return seen.number === number && seen.location === location;
}

function received(event: FarEndEvent, byTrunk: boolean): string {
  const { number, callerId, trunk, location, sentLocation, readBack, locationFault } = event;
  const told = wantedText({
    ...{ number, callerId, location: location ?? null },
    ...(byTrunk && { trunk }),
    ...(sentLocation !== undefined && { sentLocation }),
    ...(readBack && { readBack }),
  });
  return locationFault === undefined ? told : `${told}, whose location cannot be read: ${locationFault}`;
}

/** `933 from 2125550100 (new-york) by trunk main, reads back 2125550100, 100 Example Street`, or as much as is known. */
function wantedText({ number, callerId, trunk, location, sentLocation, readBack }: Wanted): string {
  return [
    number ?? "a call",
    ...(callerId === undefined ? [] : [` from ${callerId}`]),
    ...(location === undefined ? [] : [` (${location ?? "location unknown"})`]),
    ...(trunk === undefined ? [] : [` by trunk ${trunk}`]),
    ...(sentLocation === undefined ? [] : [`, sent from ${sentLocation ?? "nowhere"}`]),
    ...(readBack === undefined ? [] : [`, ${readBackText(readBack)}`]),
  ].join("");
}

function readBackText(readBack: Wanted["readBack"]): string {
  if (!readBack) return "reads nothing back";
  return `reads back ${[readBack.number, readBack.location].filter((each) => each !== undefined).join(", ")}`;
}
