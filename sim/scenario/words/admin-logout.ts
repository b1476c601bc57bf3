import { kebabObject } from "../../model/files/kebab-object.js";
import { acceptedOrRefused } from "../accepted-or-refused.js";
import { phoneName, phoneOr, text } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const adminLogout = defineWord({
  schema: phoneOr(kebabObject({ phone: phoneName(), refused: text().optional() })).describe(
    "an admin logs the phone out in the module; `refused`: it must be, with this in the reason",
  ),
  run: ({ phone, refused }, stage) =>
    withPhones(stage, phone, ({ name }) =>
      acceptedOrRefused(stage.backend.admin.logout(stage.log.view(name).mac), refused),
    ),
});
