import { z } from "zod";
import { phoneName, phones } from "../file/texts.js";
import { phonesNamed, type Stage, withPhones } from "../stage.js";
import { StepFailure } from "../step-failure.js";
import { defineWord } from "../word.js";

const dark = z
  .strictObject({
    phone: phoneName(),
    only: z.literal("off").describe("those of the group that have no power"),
  })
  .describe("after a power cut that some phones of a group were spared");

export const powerOn = defineWord({
  schema: z.union([phones(), dark], {
    error: "expected a phone, a list of phones, or a mapping with `phone` and `only`",
  }),
  run: async (wanted, stage) => {
    for (const phone of Array.isArray(wanted) ? wanted : withoutPower(wanted.phone, stage)) {
      await withPhones(stage, phone, ({ handset }) => handset.powerOn());
    }
  },
});

/** @throws StepFailure where all of them have power: a step that does nothing must not pass */
function withoutPower(name: string, stage: Stage): readonly string[] {
  const off = phonesNamed(stage, name).filter((each) => stage.handsets.get(each)?.view.state === "OFF");
  if (off.length === 0) throw new StepFailure(`no phone of ${name} is off`);
  return off;
}
