import { z } from "zod";
import type { NoticeView } from "../../model/control/control-api.js";
import { kebabObject } from "../../model/files/kebab-object.js";
import { digits, extension, text } from "../file/texts.js";
import { type Check, listed } from "../judging/check.js";
import { defineField } from "../judging/field.js";
import { named } from "../names/named.js";

/** What a notice says; what is not named may be anything. */
const notice = kebabObject({
  number: digits().optional(),
  extension: extension().optional(),
  "caller-id": named("caller-id", digits()).optional(),
  location: z
    .union([z.null(), named("location", text())])
    .optional()
    .describe("that is known for the caller id; null: none"),
});

type Wanted = z.output<typeof notice>;

/** `notices: [{ number: "911", location: new-york }]`: so many since the scenario began, in this order. */
export const notices = defineField({
  schema: z
    .array(notice)
    .describe("what routes sent of calls since the scenario began, in order; []: nothing"),
  needs: "notices",
  ask: async (expected, probe) => checkNotices(expected, await probe.notices()),
});

/** Pure: what was sent against what is expected. */
export function checkNotices(expected: readonly Wanted[], sent: readonly NoticeView[]): Check {
  const met = expected.length === sent.length && expected.every((wanted, index) => says(wanted, sent[index]));
  return { met, expected: noticesText(expected), seen: noticesText(sent.map(seenAs)) };
}

function says(wanted: Wanted, sent: NoticeView | undefined): boolean {
  return (
    (wanted.number === undefined || sent?.number === wanted.number) &&
    (wanted.extension === undefined || sent?.extension === wanted.extension) &&
    (wanted.callerId === undefined || sent?.callerId === wanted.callerId) &&
    (wanted.location === undefined || sent?.location === (wanted.location ?? undefined))
  );
}

function seenAs({ number, extension: caller, callerId, location }: NoticeView): Wanted {
  return { number, extension: caller, callerId, location: location ?? null };
}

/** `notices 911 of 9000 from 2125550100 (new-york)`, or as much of it as is known or wanted. */
function noticesText(all: readonly Wanted[]): string {
  if (all.length === 0) return "no notices";
  const texts = all.map(({ number, extension: caller, callerId, location }) =>
    [
      number ?? "of a call",
      ...(caller === undefined ? [] : [`of ${caller}`]),
      ...(callerId === undefined ? [] : [`from ${callerId}`]),
      ...(location === undefined ? [] : [`(${location ?? "location unknown"})`]),
    ].join(" "),
  );
  return `notices ${listed(texts)}`;
}
