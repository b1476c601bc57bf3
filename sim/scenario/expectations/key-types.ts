import { z } from "zod";
import { lineKeyTypes } from "../../model/profile/profile.js";
import { defineField } from "../judging/field.js";
import { checkLineKeys } from "../judging/line-keys.js";

/** `key-types: [line, app-login]`: what the keys are, whatever their labels say. */
export const keyTypes = defineField({
  schema: z
    .array(z.enum(lineKeyTypes))
    .describe("types of all line keys, in order; none: a key that is not set"),
  ofPhone: (expected, { view }) =>
    checkLineKeys("types of line keys", expected, view.keys, ({ type }) => type),
});
