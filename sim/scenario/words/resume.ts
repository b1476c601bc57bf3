import { phoneAndCall } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const resume = defineWord({
  schema: phoneAndCall().describe("takes the other side of a call off hold"),
  run: ({ phone, call }, stage) => withPhones(stage, phone, ({ handset }) => handset.resume(call)),
});
