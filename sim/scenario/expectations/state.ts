import { z } from "zod";
import { deskState, deskStates } from "../../transcript/desk-state.js";
import { callStates } from "../../transcript/event.js";
import { checkCall } from "../judging/call-check.js";
import { defineField } from "../judging/field.js";

export const callStateSchema = z.enum(callStates);

/** `state: PLACEHOLDER`; READY holds for a user's and for a placeholder's account alike. `call: help`, `state: answered` */
export const state = defineField({
  schema: z
    .enum([...deskStates, ...callStates])
    .describe("of the call where `call` is given, else of the desk"),
  misuse: (expected, subject) => {
    const isOfCall = callStateSchema.safeParse(expected).success;
    if (subject === "call" && !isOfCall) {
      return `${expected} is not a state of a call; those are ${callStates.join(", ")}`;
    }
    if (subject !== "call" && isOfCall) {
      return `${expected} is a state of a call: add \`call: <name of the dial step>\``;
    }
    return undefined;
  },
  ofPhone: (expected, { view, setup }) => {
    const seen = deskState(view, setup);
    return {
      met: seen === expected || view.state === expected,
      expected: `state ${expected}`,
      seen: `state ${seen}${view.lastEvent === "" ? "" : ` (${view.lastEvent})`}`,
    };
  },
  ofCall: (expected, call) => checkCall(call, expected, (event) => event.state === expected),
});
