import { kebabObject } from "../../model/files/kebab-object.js";
import { digits, extension, phoneName, text } from "../file/texts.js";
import { named } from "../names/named.js";
import { requireMayDial } from "../require-may-dial.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

/**
 * Dials at once, in whatever state the phone is; a refusal of the phone is an outcome of the call. A number that
 * may not be dialled on this backend blocks the scenario: nothing would be learnt about the backend.
 */
export const dial = defineWord({
  schema: kebabObject({
    phone: phoneName(),
    number: digits(),
    as: named("new-call", text()).describe("name of the call in later steps"),
    claims: extension()
      .optional()
      .describe("extension that the phone says it is, whatever its account (P-Asserted-Identity)"),
  }),
  dials: true,
  run: ({ phone, number, as, claims }, stage) =>
    withPhones(stage, phone, async ({ handset }) => {
      requireMayDial(stage, handset, number);
      await handset.dial(number, as, claims);
    }),
});
