import { z } from "zod";
import { DeskfleetError } from "../../model/errors.js";
import { phoneName, phones } from "../file/texts.js";
import { phonesNamed, type Stage, withPhones } from "../stage.js";
import { defineWord } from "../word.js";

const part = z
  .strictObject({
    phone: phoneName(),
    share: z.number().gt(0).max(1).describe("of the group, chosen at random by the seed; at least one phone"),
  })
  .describe("a power cut that some phones of a group are spared");

export const powerOff = defineWord({
  schema: z
    .union([phones(), part], {
      error: "expected a phone, a list of phones, or a mapping with `phone` and `share`",
    })
    .describe("a power cut: nothing is unregistered"),
  run: async (wanted, stage) => {
    for (const phone of Array.isArray(wanted) ? wanted : struck(wanted, stage)) {
      await withPhones(stage, phone, ({ handset }) => handset.powerOff());
    }
  },
});

/** As many phones as the share says, to the nearest whole phone. */
function struck({ phone, share }: z.output<typeof part>, stage: Stage): readonly string[] {
  const left = [...phonesNamed(stage, phone)];
  const count = Math.max(1, Math.round(share * left.length));
  return Array.from({ length: count }, () => {
    const [chosen] = left.splice(stage.random.integer(0, left.length - 1), 1);
    if (chosen === undefined)
      throw new DeskfleetError("DF_INTERNAL", `${phone} has fewer than ${count} phones`);
    return chosen;
  });
}
