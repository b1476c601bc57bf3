import { yesOrNo } from "../file/texts.js";
import { defineField } from "../judging/field.js";

/** `rebooted: false`: no reboot since the last step on the phone; a start by power is none. */
export const rebooted = defineField({
  schema: yesOrNo().describe("since the last step on this phone"),
  ofPhone: (expected, { sinceStep: { reboots } }) => ({
    met: reboots.length > 0 === expected,
    expected: expected ? "a reboot since the last step on it" : "no reboot since the last step on it",
    seen: reboots.length > 0 ? `rebooted: ${reboots.join("; ")}` : "no reboot",
  }),
});
