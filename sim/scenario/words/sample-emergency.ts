import { phones } from "../file/texts.js";
import { proveEmergencyPath } from "../sampling/prove-emergency-path.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const sampleEmergency = defineWord({
  schema: phones().describe("calls the emergency number and hangs up: the call must do what the path says"),
  dials: true,
  run: async (named, stage) => {
    for (const each of named) await withPhones(stage, each, (phone) => proveEmergencyPath(stage, phone));
  },
});
