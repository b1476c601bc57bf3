import { kebabObject } from "../../model/files/kebab-object.js";
import { extension, phoneName, text } from "../file/texts.js";
import { named } from "../names/named.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const assign = defineWord({
  schema: kebabObject({
    phone: phoneName(),
    extension: extension(),
    template: named("template", text()),
    layout: named("layout", text()),
  }).describe("as an admin does in the module: writes the phone's mapping; the phone hears nothing of it"),
  run: ({ phone, ...mapping }, stage) =>
    withPhones(stage, phone, ({ name }) => {
      const { mac, model } = stage.log.view(name);
      return stage.backend.admin.putMappings([{ mac, model, ...mapping }]);
    }),
});
