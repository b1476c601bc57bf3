import { z } from "zod";
import { callBackStates } from "../../model/control/backend-event.js";
import { defineField } from "../judging/field.js";

/** `call-back: answered`: what became of the last `call-back`. */
export const callBack = defineField({
  schema: z.enum(callBackStates).describe("of the call that the PSAP made last"),
  needs: "far-end",
  ofCallBack: (expected, last) => ({
    met: last?.state === expected,
    expected: `call-back ${expected}`,
    seen:
      last === undefined
        ? "no call-back"
        : `call-back to ${last.number} ${last.state}${last.status === undefined ? "" : ` (${last.status})`}`,
  }),
});
