import { z } from "zod";
import type { RegistrationState } from "../../transcript/event.js";
import { defineField } from "../judging/field.js";
import { registrationText } from "../judging/registration-text.js";

const states = [
  "unregistered",
  "registering",
  "registered",
  "refused",
  "rejected",
  "failing",
] as const satisfies readonly RegistrationState[];

/** `registration: refused` */
export const registration = defineField({
  schema: z.enum(states),
  ofPhone: (expected, { view }) => ({
    met: view.registration === expected,
    expected: `registration ${expected}`,
    seen: registrationText(view),
  }),
});
