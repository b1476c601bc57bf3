import { z } from "zod";
import { digits } from "../file/texts.js";
import { named } from "../names/named.js";
import { StepFailure } from "../step-failure.js";
import { defineWord } from "../word.js";

export const callBack = defineWord({
  schema: z
    .union([z.literal("last"), z.strictObject({ number: named("caller-id", digits()) })], {
      error: 'expected last, or { number: "2125550100" }',
    })
    .describe("the PSAP calls the number that it was shown last, or another one"),
  run: async (wanted, { log, backend }) => {
    const number = wanted === "last" ? log.shownToPsap : wanted.number;
    if (number === undefined) {
      throw new StepFailure("there is nothing to call back", "a call at the PSAP", "none has reached it");
    }
    log.markCallBack();
    await backend.lab.callBack(number);
  },
});
