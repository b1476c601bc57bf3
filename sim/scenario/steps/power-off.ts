import { type StepRunner, withPhones } from "../stage.js";

/** A power cut: the phone says goodbye to nobody. */
export const powerOff: StepRunner<"power-off"> = async (phones, stage) => {
  for (const phone of phones) await withPhones(stage, phone, ({ handset }) => handset.powerOff());
};
