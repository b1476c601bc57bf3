import { z } from "zod";
import { duration } from "../../model/files/duration.js";
import { text } from "../file/texts.js";
import { defineWord } from "../word.js";

export const clock = defineWord({
  schema: z
    .union(
      [
        z.strictObject({ advance: duration }),
        z.strictObject({
          at: text().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'expected a time such as "18:00"'),
        }),
        z.strictObject({ frozen: z.boolean() }),
      ],
      { error: 'expected { advance: 11m }, { at: "18:00" } or { frozen: true }' },
    )
    .describe("moves the clock of the hot-desk module: lock-outs, auto-logout, open forms"),
  run: (args, { backend: { lab } }) => {
    if ("advance" in args) return lab.moveClock({ advanceSeconds: args.advance / 1000 });
    return lab.moveClock("at" in args ? { timeOfDay: args.at } : { frozen: args.frozen });
  },
});
