import { z } from "zod";
import { phoneName, phoneOr, text } from "../file/texts.js";
import { named } from "../names/named.js";
import { requireMayDial } from "../require-may-dial.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

/**
 * Presses the panic button, in whatever state the phone is (EH-29). As for `dial`, a number that may not be dialled on
 * this backend blocks the scenario.
 */
export const panic = defineWord({
  schema: phoneOr(
    z.strictObject({
      phone: phoneName(),
      as: named("new-call", text()).optional().describe("name of its call in later steps"),
    }),
  ).describe("presses the USB panic button: calls that are not on hold end, and its number is dialled"),
  dials: true,
  run: ({ phone, as }, stage) =>
    withPhones(stage, phone, async ({ handset }) => {
      const { panicNumber = "" } = handset;
      if (panicNumber !== "") requireMayDial(stage, handset, panicNumber);
      await handset.panic(as);
    }),
});
