import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { callerIdText } from "./caller-id-text.js";
import { dialPattern } from "./dial-pattern.js";

const dialRule = z.strictObject({
  prefix: dialPattern.optional().describe("taken off"),
  match: dialPattern,
  prepend: z
    .string()
    .regex(/^[\d*#+]*$/, "expected digits, *, # and +, in quotes")
    .optional(),
});

/** A trunk, in the words of FreePBX. */
export const trunk = kebabObject({
  "caller-id": callerIdText.optional(),
  "far-end": z
    .enum(["psap", "carrier", "both"])
    .describe("what is at its other end; `both`: a carrier that takes emergency calls to the PSAP"),
  "keep-cid": z
    .enum(["off", "on", "cnum", "all"])
    .default("off")
    .describe("CID Options: any, no foreign ones, without the name, always the trunk's (FI-21)"),
  disabled: z.boolean().default(false),
  "max-channels": z.int().min(0).optional().describe("calls at one time; absent or 0: no limit"),
  "passes-location": z
    .boolean()
    .default(false)
    .describe(
      "a location that comes with a call (PIDF-LO) goes on to the far end, as with a geolocation profile of Asterisk; without one it is dropped",
    ),
  "continue-if-busy": z
    .boolean()
    .default(false)
    .describe("the next trunk is tried after every failure (PBX-90)"),
  "dial-rules": z
    .array(dialRule)
    .default([])
    .describe("in order; the first that matches changes the number, 911 too (FI-22)"),
});

export type Trunk = z.output<typeof trunk>;
