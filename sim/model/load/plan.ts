import { z } from "zod";
import { duration } from "../files/duration.js";
import { kebabObject } from "../files/kebab-object.js";
import { thresholdSchema } from "./threshold.js";

/** A load test: which desks, how fast they start, how long they are held, what must hold. */

const digits = z.string().regex(/^\d{1,15}$/, 'expected digits in quotes, such as "9000"');

const rate = z
  .string({ error: 'expected a rate with its unit in quotes, such as "200/s"' })
  .regex(/^\d+(\.\d+)?\/s$/, 'expected a rate such as "200/s"')
  .transform((text) => Number.parseFloat(text))
  .refine((perSecond) => perSecond > 0 && perSecond <= 5000, "expected more than 0/s and at most 5000/s");

const placeholders = z
  .union(
    [
      z.array(digits).min(1),
      z.strictObject({ from: digits, to: digits }).transform(({ from, to }, context) => {
        const count = Number(to) - Number(from) + 1;
        if (count >= 1 && count <= 1000 && from.length === to.length) {
          return Array.from({ length: count }, (_each, index) =>
            String(Number(from) + index).padStart(from.length, "0"),
          );
        }
        context.addIssue({ code: "custom", message: `there is no row of extensions from ${from} to ${to}` });
        return z.NEVER;
      }),
    ],
    { error: "expected a list of extensions, or { from, to }" },
  )
  .describe("what the desks are logged out to, dealt in turn");

export const planFileSchema = kebabObject({
  plan: z.string().describe("one line on what is tried"),
  setup: z.string().describe("setup file, by its path from this one, or the name of a built-in setup"),
  fleet: kebabObject({
    count: z.int().min(1).max(20_000),
    models: z.record(z.string(), z.int().min(1)).describe("model → its weight in the mix"),
    placeholders,
    location: z.string().optional(),
  }),
  start: kebabObject({
    rate: rate.describe("desks that get power, per second; the next never waits for the last"),
  }),
  hold: kebabObject({
    refreshes: z
      .int()
      .min(0)
      .default(0)
      .describe("how often each registered desk refreshes before the run ends"),
  }).prefault({}),
  "time-limit": duration.default(600_000).describe("the run ends at the latest then"),
  thresholds: z.array(thresholdSchema).min(1).describe('e.g. "count(failed) == 0"'),
});

export type Plan = z.output<typeof planFileSchema>;
