import { z } from "zod";
import { extension } from "../file/texts.js";
import { defineField } from "../judging/field.js";
import { registrationText } from "../judging/registration-text.js";

/** `registered: "1001"` or `registered: false` */
export const registered = defineField({
  schema: z.union([extension(), z.literal(false)], {
    error: 'expected an extension in quotes, such as "1001", or false',
  }),
  ofPhone: (expected, { view }) => {
    const isRegistered = view.registration === "registered";
    return {
      met: expected === false ? !isRegistered : isRegistered && view.extension === expected,
      expected: expected === false ? "not registered" : `registered as ${expected}`,
      seen: registrationText(view),
    };
  },
});
