import { checkFarEnd, farEndSchema } from "../judging/far-end.js";
import { defineField } from "../judging/field.js";

/** `psap: { caller-id, location, number }`, or `none`; since the last `dial`. */
export const psap = defineField({
  schema: farEndSchema,
  needs: "far-end",
  ofFarEnds: (expected, calls) => checkFarEnd("psap", expected, calls),
});
