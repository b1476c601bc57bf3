import { onePhone } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const deleteMapping = defineWord({
  schema: onePhone().describe("as an admin does in the module"),
  run: ({ phone }, stage) =>
    withPhones(stage, phone, ({ name }) => stage.backend.admin.deleteMapping(stage.log.view(name).mac)),
});
