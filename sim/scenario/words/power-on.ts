import { phones } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const powerOn = defineWord({
  schema: phones(),
  run: async (named, stage) => {
    for (const phone of named) await withPhones(stage, phone, ({ handset }) => handset.powerOn());
  },
});
