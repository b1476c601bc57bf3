import { yesOrNo } from "../file/texts.js";
import { defineField } from "../judging/field.js";

/** `can-call-emergency: true`: the first emergency number of the setup would reach the PSAP from here. */
export const canCallEmergency = defineField({
  needs: "dial-plan",
  schema: yesOrNo().describe("emergency.md §4: its path is good or degraded"),
  ofPhone: (expected, { emergency, setup }) => {
    const number = setup.emergencyNumbers[0] ?? "911";
    const { path, missing } = emergency;
    if (path === "unknown")
      return { met: false, expected: `${number} can be judged`, seen: `unknown: ${missing}` };
    return {
      met: (path !== "none") === expected,
      expected: expected ? `can call ${number}` : `cannot call ${number}`,
      seen: path === "none" ? `cannot call ${number}: ${missing}` : `can call ${number}`,
    };
  },
});
