import { z } from "zod";
import { audibleSpeakers } from "../../model/audible.js";
import { type Sounds, soundsOfCall, soundsOnPhone } from "../evidence/talking.js";
import type { Check } from "../judging/check.js";
import { defineField } from "../judging/field.js";

/** `hears: prompt`: who talks to the phone in a call, by the tone. */
export const hears = defineField({
  schema: z
    .enum([...audibleSpeakers, "nobody"])
    .describe("who is heard in the call: other: a voice, music or whatever is no tone of deskfleet's"),
  // Another PBX has voices of its own, which say nothing of who they are.
  needs: (expected) => (expected === "prompt" || expected === "announcement" ? "prompts" : undefined),
  ofPhone: (expected, phone) => checkHears(expected, soundsOnPhone(phone)),
  ofCall: (expected, call) => checkHears(expected, soundsOfCall(call)),
});

function checkHears(expected: string, heard: Sounds): Check {
  const seen = [...heard.values()].map((each) =>
    each === undefined ? "nobody yet" : (each.hears ?? "nobody"),
  );
  return {
    met: seen.length > 0 && seen.every((each) => each === expected),
    expected: `hears ${expected}`,
    seen: seen.length === 0 ? "no call" : `hears ${[...new Set(seen)].join(", ")}`,
  };
}
