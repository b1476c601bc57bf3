import { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import { phoneName, text } from "../file/texts.js";
import { named } from "../names/named.js";
import { settle } from "../settle.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const press = defineWord({
  schema: kebabObject({
    phone: phoneName(),
    key: z.union([z.int().min(1), named("key-label", text())], {
      error: "expected the number of a line key, or its label",
    }),
  }),
  run: ({ phone, key }, stage) =>
    withPhones(stage, phone, async ({ name, handset }) => {
      await settle(stage, name);
      await handset.pressKey(key);
    }),
});
