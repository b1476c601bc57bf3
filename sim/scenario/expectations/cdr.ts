import { z } from "zod";
import type { CallRecordsRead } from "../../fleet/backend/probe.js";
import type { CallRecordView } from "../../model/control/control-api.js";
import { kebabObject } from "../../model/files/kebab-object.js";
import { digits, text } from "../file/texts.js";
import { type Check, listed } from "../judging/check.js";
import { defineField } from "../judging/field.js";
import { named } from "../names/named.js";

/** What a call record says; what is not named may be anything. */
const record = kebabObject({
  src: digits().optional().describe("who called"),
  dst: digits().optional().describe("what was dialled"),
  dstchannel: z
    .union([z.null(), text()])
    .optional()
    .describe("`PJSIP/carrier`: the trunk or extension; null: it went nowhere"),
  "outbound-cnum": named("caller-id", digits()).optional(),
  disposition: z.enum(["ANSWERED", "NO ANSWER", "BUSY", "FAILED"]).optional(),
  accountcode: z
    .union([z.null(), z.literal("pin recorded")], { error: "expected pin recorded, or null" })
    .optional()
    .describe("whether a PIN was stored with the call; it is never shown; null: none was"),
});

type Wanted = z.output<typeof record>;

/**
 * `cdr: [{ src: "1001", dst: "12125550188", accountcode: pin recorded }]`: of so many calls that have ended, in
 * order. As long as one is up its record is to come, and the list is not whole.
 */
export const cdr = defineField({
  schema: z
    .array(record)
    .describe(
      "call detail records of the calls since the scenario began, in order of their ends; not met while a call is up",
    ),
  needs: "cdr",
  ask: async (expected, probe) => checkCdr(expected, await probe.cdr()),
});

/** Pure: what was recorded against what is expected. */
export function checkCdr(expected: readonly Wanted[], { written, up }: CallRecordsRead): Check {
  const met =
    up === 0 &&
    expected.length === written.length &&
    expected.every((wanted, index) => says(wanted, written[index]));
  const toCome = up === 0 ? "" : ` so far, with ${up} ${up === 1 ? "call" : "calls"} still up`;
  return { met, expected: cdrText(expected), seen: `${cdrText(written)}${toCome}` };
}

const fields = ["src", "dst", "dstchannel", "outboundCnum", "disposition", "accountcode"] as const;

function says(wanted: Wanted, written: CallRecordView | undefined): boolean {
  return fields.every((field) => {
    const value = wanted[field];
    return value === undefined || written?.[field] === (value ?? undefined);
  });
}

/** `call records src 1001, dst 911, disposition ANSWERED`, or as much of it as is known or wanted. */
function cdrText(all: readonly (Wanted | CallRecordView)[]): string {
  if (all.length === 0) return "no call records";
  const texts = all.map((each) =>
    fields
      .flatMap((field) => (each[field] === undefined ? [] : [`${field} ${each[field] ?? "none"}`]))
      .join(", "),
  );
  return `call records ${listed(texts.map((each) => `[${each}]`))}`;
}
