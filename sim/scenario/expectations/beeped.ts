import { yesOrNo } from "../file/texts.js";
import { defineField } from "../judging/field.js";

/** `beeped: true` */
export const beeped = defineField({
  schema: yesOrNo().describe("since the last step on this phone"),
  ofPhone: (expected, { sinceStep }) => ({
    met: sinceStep.beeped === expected,
    expected: expected ? "a beep since the last step on it" : "no beep since the last step on it",
    seen: sinceStep.beeped ? "a beep" : "no beep",
  }),
});
