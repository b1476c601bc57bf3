import { z } from "zod";
import { defineField } from "../judging/field.js";

/** `invites: 0` */
export const invites = defineField({
  schema: z.int().min(0).describe("calls that left the phone since the last step on it"),
  ofPhone: (expected, { sinceStep }) => ({
    met: sinceStep.invites.size === expected,
    expected: `${expected} calls leaving the phone since the last step on it`,
    seen: `${sinceStep.invites.size}`,
  }),
});
