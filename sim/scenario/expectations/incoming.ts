import { kebabObject } from "../../model/files/kebab-object.js";
import type { CallEvent } from "../evidence/evidence.js";
import { digits, noneOr } from "../file/texts.js";
import { callText } from "../judging/call-check.js";
import { defineField } from "../judging/field.js";
import { named } from "../names/named.js";
import { callStateSchema } from "./state.js";

/** `incoming: { from: "1001", state: ringing }`; `none`: no call came since the last step on the phone. */
export const incoming = defineField({
  schema: noneOr(
    kebabObject({
      from: named("caller", digits()).optional().describe("caller id that the phone shows"),
      state: callStateSchema,
    }),
  ).describe("the last call that came to this phone"),
  ofPhone: (expected, { incoming: last, sinceStep }) => {
    if (expected === "none") {
      const came = sinceStep.incoming;
      return {
        met: came === undefined,
        expected: "no call coming in since the last step on it",
        seen: came === undefined ? "no call" : incomingText(came),
      };
    }
    const { from, state } = expected;
    return {
      met: last !== undefined && last.state === state && (from === undefined || last.number === from),
      expected: `incoming call${from === undefined ? "" : ` from ${from}`} ${state}`,
      seen: last === undefined ? "no call came in" : incomingText(last),
    };
  },
});

function incomingText(event: CallEvent): string {
  return `incoming call from ${event.number} ${callText(event)}`;
}
