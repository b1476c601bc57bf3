import { checkFarEnd, farEndSchema } from "../judging/far-end.js";
import { defineField } from "../judging/field.js";

/** `carrier: { number, caller-id }`, or `none`; since the last `dial`. */
export const carrier = defineField({
  schema: farEndSchema,
  needs: "far-end",
  ofFarEnds: (expected, calls) => checkFarEnd("carrier", expected, calls),
});
