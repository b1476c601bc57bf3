import { onePhone } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const factoryReset = defineWord({
  schema: onePhone().describe("the stored configuration is gone; the phone starts as a new one (T18)"),
  run: ({ phone }, stage) => withPhones(stage, phone, ({ handset }) => handset.factoryReset()),
});
