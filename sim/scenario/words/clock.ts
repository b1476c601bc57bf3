import { z } from "zod";
import { duration } from "../../model/files/duration.js";
import { timeZone } from "../../model/setup/time-zone.js";
import { text } from "../file/texts.js";
import { defineWord } from "../word.js";

export const clock = defineWord({
  schema: z
    .union(
      [
        z.strictObject({ advance: duration }),
        z.strictObject({
          at: text().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'expected a time such as "18:00"'),
          "time-zone": timeZone.optional().describe("absent: that of the machine"),
        }),
        z.strictObject({ frozen: z.boolean() }),
      ],
      { error: 'expected { advance: 11m }, { at: "18:00" } or { frozen: true }' },
    )
    .describe(
      "moves the clock of the hot-desk module, and the hours of routes: lock-outs, auto-logout, open forms",
    ),
  run: (args, { backend: { lab } }) => {
    if ("advance" in args) return lab.moveClock({ advanceSeconds: args.advance / 1000 });
    if ("frozen" in args) return lab.moveClock({ frozen: args.frozen });
    const { at, "time-zone": zone } = args;
    return lab.moveClock({ timeOfDay: at, ...(zone !== undefined && { timeZone: zone }) });
  },
});
