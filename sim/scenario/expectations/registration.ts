import { z } from "zod";
import { registrationStates } from "../../transcript/event.js";
import { defineField } from "../judging/field.js";
import { registrationText } from "../judging/registration-text.js";

/** `registration: refused` */
export const registration = defineField({
  schema: z.enum(registrationStates),
  ofPhone: (expected, { view }) => ({
    met: view.registration === expected,
    expected: `registration ${expected}`,
    seen: registrationText(view),
  }),
});
