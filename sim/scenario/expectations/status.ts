import { z } from "zod";
import { checkCall } from "../judging/call-check.js";
import { defineField } from "../judging/field.js";
import { registrationText } from "../judging/registration-text.js";

/** `status: 403`, the last answer to a REGISTER; with `call: help`, to its INVITE. */
export const status = defineField({
  schema: z
    .int({ error: "expected a SIP status such as 403" })
    .min(100)
    .max(699)
    .describe("last SIP status: of the call where `call` is given, else of REGISTER"),
  ofPhone: (expected, { view }) => ({
    met: view.registrationStatus === expected,
    expected: `REGISTER answered with ${expected}`,
    seen: registrationText(view),
  }),
  ofCall: (expected, call) => checkCall(call, `with ${expected}`, (event) => event.status === expected),
});
