import { type StepRunner, withPhones } from "../stage.js";

export const powerOn: StepRunner<"power-on"> = async (phones, stage) => {
  for (const phone of phones) await withPhones(stage, phone, ({ handset }) => handset.powerOn());
};
