import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { lineText } from "../files/line-text.js";
import { timeRange } from "./time-range.js";

/** What outbound routes refer to by name. */

export const pinSet = z.strictObject({
  pins: z
    .array(z.string().regex(/^\d+$/, "expected digits in quotes"))
    .describe("each of them opens the route"),
});

export const timeGroup = kebabObject({
  ranges: z.array(timeRange).min(1).describe("open in any of them"),
  "time-zone": lineText
    .refine(isTimeZone, { error: "expected a time zone such as America/New_York" })
    .optional()
    .describe("absent: that of the PBX, UTC"),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export type TimeGroup = z.output<typeof timeGroup>;
