import { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import { phoneName, text } from "../file/texts.js";
import { named } from "../names/named.js";
import { withPhones } from "../stage.js";
import { defineWord } from "../word.js";

/** Keys in a call, such as a PIN that the PBX asks for. */
export const keypad = defineWord({
  schema: kebabObject({
    phone: phoneName(),
    keys: z
      .string({ error: 'expected keys in quotes, such as "4711#"' })
      .regex(/^[0-9*#]+$/, "expected digits, * and #, in quotes"),
    timestamps: z
      .enum(["own", "equal"])
      .optional()
      .describe(
        "RTP timestamps of the keys; equal: all that of the first, a defect of phones (PBX-112). Default: own",
      ),
    call: named("call-on-phone", text()).optional().describe("where the phone has several"),
  }).describe("presses keys in a call that rings or talks"),
  secrets: { keys: "always" },
  run: ({ phone, keys, call, timestamps }, stage) =>
    withPhones(stage, phone, ({ handset }) => handset.keypad(keys, call, timestamps)),
});
