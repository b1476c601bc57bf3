import { z } from "zod";
import { DeskfleetError } from "../../model/errors.js";
import { phoneName, phoneOr, text } from "../file/texts.js";
import { named } from "../names/named.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

/**
 * Presses the panic button, in whatever state the phone is (EH-29). As for `dial`, a number that may not be dialled on
 * this backend blocks the scenario, before a call is ended for it.
 */
export const panic = defineWord({
  schema: phoneOr(
    z.strictObject({
      phone: phoneName(),
      as: named("new-call", text()).optional().describe("name of its call in later steps"),
    }),
  ).describe("presses the USB panic button: calls that are not on hold end, and its number is dialled"),
  run: ({ phone, as }, stage) =>
    withPhones(stage, phone, async ({ handset }) => {
      const { sipServer, panicNumber } = handset;
      const dials = sipServer !== undefined && panicNumber !== undefined;
      const allowed = dials ? stage.mayDial(panicNumber, sipServer) : true;
      if (allowed !== true) throw new DeskfleetError("DF_DIAL_REFUSED", allowed);
      stage.log.markDial();
      await handset.panic(as);
    }),
});
