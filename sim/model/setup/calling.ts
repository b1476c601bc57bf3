import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { timeRange } from "./time-range.js";
import { timeZone } from "./time-zone.js";

/** What outbound routes refer to by name. */

export const pinSet = kebabObject({
  "record-in-cdr": z
    .boolean()
    .default(false)
    .describe("the PIN is stored with the call, as account code; no report shows it (PBX-107)"),
  pins: z
    .array(z.string().regex(/^\d+$/, "expected digits in quotes"))
    .describe("each of them opens the route"),
});

export const timeGroup = kebabObject({
  ranges: z.array(timeRange).min(1).describe("open in any of them"),
  "time-zone": timeZone.optional().describe("absent: that of the PBX, UTC"),
});

export type TimeGroup = z.output<typeof timeGroup>;
