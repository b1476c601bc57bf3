import { z } from "zod";
import { audioWays } from "../../model/audible.js";
import { audioText, type CallView } from "../../transcript/call-view.js";
import { talking } from "../evidence/talking.js";
import type { Check } from "../judging/check.js";
import { defineField } from "../judging/field.js";

type Audio = CallView["audio"];

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
  ofPhone: (expected, { view }) => {
    const up = view.calls.filter(({ state }) => talking.has(state));
    return checkAudio(expected, new Map(up.map((each) => [each.call, each.audio])));
  },
  ofCall: (expected, { name, audio: heard, last }) => {
    const on = [...last].map(([phone, { state }]) => {
      const audio = talking.has(state) ? heard.get(phone) : undefined;
      return [`${name} on ${phone}${talking.has(state) ? "" : `, which is ${state},`}`, audio] as const;
    });
    return checkAudio(expected, new Map(on));
  },
});

function checkAudio(expected: (typeof audioWays)[number], heard: ReadonlyMap<string, Audio>): Check {
  const seen = [...heard].map(([call, each]) => `call ${call} ${each ? audioText(each) : "has no sound"}`);
  return {
    met: heard.size > 0 && [...heard.values()].every((each) => each?.way === expected),
    expected: `audio ${expected}`,
    seen: seen.length === 0 ? "no call" : seen.join(", "),
  };
}
