import { z } from "zod";
import { type DeskState, deskState } from "../../transcript/desk-state.js";
import type { CallState } from "../../transcript/event.js";
import { checkCall } from "../judging/call-check.js";
import { defineField } from "../judging/field.js";

/** What a desk is: its own state, with READY told apart by the role of its extension in the setup. */
const deskStates = [
  "OFF",
  "BOOT",
  "STRANDED",
  "BLANK",
  "PLACEHOLDER",
  "USER",
  "READY",
  "SWITCH",
] as const satisfies readonly DeskState[];
const callStates = [
  "dialling",
  "ringing",
  "answered",
  "ended",
  "failed",
  "refused",
] as const satisfies readonly CallState[];

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
