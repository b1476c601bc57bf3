import { emergencyNumberIn } from "../../dialplan/emergency-number.js";
import type { Check } from "../check.js";
import { listed } from "../listed.js";
import { leadsSomewhere } from "../number-reach.js";
import { panicButtons } from "../panic-buttons.js";

/** A panic button ends whatever call is up, one to 911 too (EH-29). */
export const panicButtonEndsEmergencyCall: Check = {
  id: "panic-button-ends-emergency-call",
  rules: ["EH-29"],
  severity: "advice",
  finds: "A panic button dials a number that is no emergency number: in a call to 911 it ends that one.",
  proof: "emergency/panic-button-ends-the-call",
  find: ({ setup }) =>
    panicButtons(setup)
      .filter(
        ({ number }) =>
          number !== "" && leadsSomewhere(setup, number) && emergencyNumberIn(number, setup) === undefined,
      )
      .map(({ number, locations }) => ({
        path: ["locations", locations[0], "panic-button"],
        message: `in ${listed(locations)} who presses the panic button in a call to 911 hangs up on the PSAP, and calls ${number} instead`,
        hint: "Let the button dial an emergency number, or tell everybody who has one.",
        affects: { locations, numbers: [number] },
      })),
};
