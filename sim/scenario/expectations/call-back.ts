import { z } from "zod";
import { callBackStates } from "../../model/control/backend-event.js";
import { callBackText } from "../judging/call-back-text.js";
import { defineField } from "../judging/field.js";

type State = (typeof callBackStates)[number];

/** What a call back may still come to. */
const ahead: Readonly<Record<State, readonly State[]>> = {
  calling: callBackStates,
  answered: ["answered", "ended"],
  failed: ["failed"],
  ended: ["ended"],
};

/** `call-back: answered`: what became of the last `call-back`. */
export const callBack = defineField({
  schema: z.enum(callBackStates).describe("of the call that the PSAP made last"),
  needs: "far-end",
  ofCallBack: (expected, made, setup) => {
    const { last } = made;
    return {
      met: last?.state === expected,
      expected: `call-back ${expected}`,
      seen: last === undefined ? "no call-back" : callBackText(last, made, setup),
      lost: last !== undefined && !ahead[last.state].includes(expected),
    };
  },
});
