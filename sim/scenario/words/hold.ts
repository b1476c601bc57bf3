import { phoneAndCall } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const hold = defineWord({
  schema: phoneAndCall().describe("puts the other side of a call that talks on hold"),
  run: ({ phone, call }, stage) => withPhones(stage, phone, ({ handset }) => handset.hold(call)),
});
