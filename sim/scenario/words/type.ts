import { kebabObject } from "../../model/files/kebab-object.js";
import { phoneName, text } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const type = defineWord({
  schema: kebabObject({ phone: phoneName(), text: text().describe("into the focused field") }),
  secrets: { text: "perhaps" },
  run: ({ phone, text: typed }, stage) => withPhones(stage, phone, ({ handset }) => handset.type(typed)),
});
