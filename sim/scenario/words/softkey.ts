import { kebabObject } from "../../model/files/kebab-object.js";
import { phoneName, text } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const softkey = defineWord({
  schema: kebabObject({ phone: phoneName(), softkey: text() }),
  run: ({ phone, softkey: label }, stage) =>
    withPhones(stage, phone, ({ handset }) => handset.softkey(label)),
});
