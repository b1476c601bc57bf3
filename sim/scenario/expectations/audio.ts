import { z } from "zod";
import { audioWays } from "../../model/audible.js";
import { audioText } from "../../transcript/call-view.js";
import { type Sounds, soundsOfCall, soundsOnPhone } from "../evidence/talking.js";
import type { Check } from "../judging/check.js";
import { defineField } from "../judging/field.js";

/**
 * `audio: both-ways`, of a call or of the one that a phone is in: what the phone itself hears. A phone that hears the
 * other side is told by its tone whether it is heard.
 */
export const audio = defineField({
  schema: z
    .enum(audioWays)
    .describe(
      "what the phone hears: both-ways: the other side, which hears the phone; one-way: the other side, which does not; " +
        "none: nothing for a second, so that it cannot know whether it is heard",
    ),
  ofPhone: (expected, phone) => checkAudio(expected, soundsOnPhone(phone)),
  ofCall: (expected, call) => checkAudio(expected, soundsOfCall(call)),
});

function checkAudio(expected: (typeof audioWays)[number], heard: Sounds): Check {
  const seen = [...heard].map(([call, each]) => `call ${call} ${each ? audioText(each) : "has no sound"}`);
  return {
    met: heard.size > 0 && [...heard.values()].every((each) => each?.way === expected),
    expected: `audio ${expected}`,
    seen: seen.length === 0 ? "no call" : seen.join(", "),
  };
}
