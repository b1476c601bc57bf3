import { z } from "zod";
import { text } from "../file/texts.js";
import { defineField } from "../judging/field.js";
import { checkLineKeys } from "../judging/line-keys.js";
import { named } from "../names/named.js";

/** `keys: [Line, Login]`: exactly what the display shows beside the keys. What kind they are is `key-types`. */
export const keys = defineField({
  schema: z
    .array(named("key-label", text()))
    .describe("labels of all line keys as the phone shows them, in order; none: a key that is not set"),
  ofPhone: (expected, { view }) => checkLineKeys("line keys", expected, view.keys, ({ label }) => label),
});
