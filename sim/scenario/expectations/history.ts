import { z } from "zod";
import { digits } from "../file/texts.js";
import { listed, sameList } from "../judging/check.js";
import { defineField } from "../judging/field.js";

/** `history: ["1002", "911"]`: since the phone last forgot them. */
export const history = defineField({
  schema: z.array(digits()).describe("numbers dialled and numbers that called, in order"),
  ofPhone: (expected, { view }) => ({
    met: sameList(view.history, expected),
    expected: `call history ${listed(expected)}`,
    seen: `call history ${listed(view.history)}`,
  }),
});
