import { phoneAndCall } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const hangUp = defineWord({
  schema: phoneAndCall(),
  run: ({ phone, call }, stage) => withPhones(stage, phone, ({ handset }) => handset.hangUp(call)),
});
