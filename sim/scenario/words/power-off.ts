import { phones } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const powerOff = defineWord({
  schema: phones().describe("a power cut: nothing is unregistered"),
  run: async (named, stage) => {
    for (const phone of named) await withPhones(stage, phone, ({ handset }) => handset.powerOff());
  },
});
