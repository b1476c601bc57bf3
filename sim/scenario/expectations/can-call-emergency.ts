import { emergencyPath } from "../../emergency/emergency-path.js";
import { yesOrNo } from "../file/texts.js";
import { defineField } from "../judging/field.js";

/** `can-call-emergency: true`: the first emergency number of the setup would reach the PSAP from here. */
export const canCallEmergency = defineField({
  needs: "dial-plan",
  schema: yesOrNo().describe("emergency.md §4, E1 to E6 as the phone sees them"),
  ofPhone: (expected, { view, setup, epochMs }) => {
    const number = setup.emergencyNumbers[0] ?? "911";
    const { path, missing } = emergencyPath(view, setup, number, epochMs);
    return {
      met: (path !== "none") === expected,
      expected: expected ? `can call ${number}` : `cannot call ${number}`,
      seen: path === "none" ? `cannot call ${number}: ${missing}` : `can call ${number}`,
    };
  },
});
