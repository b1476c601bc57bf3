import { z } from "zod";
import { phoneName, phoneOr } from "../file/texts.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

export const resync = defineWord({
  schema: phoneOr(z.strictObject({ phone: phoneName(), reboot: z.boolean().optional() })).describe(
    "NOTIFY check-sync from the backend",
  ),
  run: ({ phone, reboot = false }, stage) =>
    withPhones(stage, phone, ({ name }) => stage.backend.admin.resync(stage.log.view(name).mac, reboot)),
});
