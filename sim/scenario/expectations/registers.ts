import { z } from "zod";
import { text } from "../file/texts.js";
import { listed, sameList } from "../judging/check.js";
import { defineField } from "../judging/field.js";
import { named } from "../names/named.js";

const wish = text().regex(
  /^(register|unregister|unregister-all) \S+$/,
  "expected `register 1001`, `unregister 9000` or `unregister-all 9000`",
);

/** `registers: [unregister 9000, register 1001]` */
export const registers = defineField({
  schema: z
    .array(named("extension", wish, (each) => /^(?:un)?register(?:-all)? (\S+)$/.exec(each)?.[1]))
    .describe(
      "REGISTERs that the phone sent since the last step on it, in order and without repeats: `register 1001`, `unregister 9000`, `unregister-all 9000`",
    ),
  ofPhone: (expected, { sinceStep }) => ({
    met: sameList(sinceStep.registers, expected),
    expected: `REGISTERs ${listed(expected)}`,
    seen: `REGISTERs ${listed(sinceStep.registers)}`,
  }),
});
