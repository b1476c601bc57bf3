import { kebabObject } from "../../model/files/kebab-object.js";
import { phoneName, text } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const pick = defineWord({
  schema: kebabObject({ phone: phoneName(), item: text() }),
  run: ({ phone, item }, stage) => withPhones(stage, phone, ({ handset }) => handset.pick(item)),
});
