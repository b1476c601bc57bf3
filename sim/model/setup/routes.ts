import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { lineText } from "../files/line-text.js";
import { callerIdText } from "./caller-id-text.js";
import { dialPattern } from "./dial-pattern.js";
import { digits } from "./digits.js";

/** What is sent in place of a prefix that was taken off. */
const prepended = z.string().regex(/^[\d*#+]*$/, "expected digits, *, # and +, in quotes");

/** A row of the dial patterns of a route; a text alone is its `match`. */
const patternRow = kebabObject({
  prefix: dialPattern.optional().describe("taken off before the call is sent (PBX-87)"),
  match: dialPattern,
  caller: dialPattern.optional().describe("only for callers whose number matches this (FI-12)"),
  prepend: prepended.optional().describe("put in front of what is sent"),
});

const routeCallerId = kebabObject({
  number: callerIdText,
  "override-extension": z
    .boolean()
    .default(false)
    .describe("also where the extension has an outbound CID of its own (PBX-94)"),
});

const notification = z.strictObject({
  to: z.array(lineText).min(1),
  on: z
    .enum(["call", "pattern"])
    .default("call")
    .describe("`call`: when the far end answers; `pattern`: before the trunk is tried (PBX-98)"),
});

const trunkNames = z.array(lineText).describe("in the order in which they are tried (PBX-90)");

/** An outbound route, in the words of FreePBX. */
export const route = kebabObject({
  name: lineText,
  type: z.enum(["normal", "emergency"]).default("normal"),
  "intra-company": z.boolean().default(false).describe("the caller's number is left as it is (PBX-97)"),
  patterns: z.array(z.union([dialPattern, patternRow])).min(1),
  trunk: lineText.optional().describe("the same as `trunks` with one name"),
  trunks: trunkNames.optional(),
  "denied-to": z.array(digits).default([]).describe("Extension Routing: skipped for these (PBX-111)"),
  "caller-id": routeCallerId.optional(),
  "pin-set": lineText
    .optional()
    .describe("asked before the call is answered, and before any trunk is tried (PBX-105)"),
  password: lineText
    .min(1)
    .optional()
    .describe("asked of a call that is answered, before any trunk is tried (PBX-108)"),
  "time-group": lineText.optional().describe("the route is there in its hours only (PBX-88)"),
  "failure-destination": z
    .union([z.literal("congestion"), z.strictObject({ extension: digits })], {
      error: 'expected congestion or { extension: "2000" }',
    })
    .optional()
    .describe("where a call goes that no trunk took; absent: an announcement (PBX-91)"),
  notify: notification.optional(),
}).refine(({ trunk, trunks }) => (trunk === undefined) !== (trunks === undefined), {
  error: "expected either trunk or trunks",
});

export type Route = z.output<typeof route>;

/** Names of its trunks, in the order in which they are tried. */
export function trunksOf({ trunk: only, trunks }: Pick<Route, "trunk" | "trunks">): readonly string[] {
  return trunks ?? (only === undefined ? [] : [only]);
}
