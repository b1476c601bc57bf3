import { z } from "zod";
import { defineField } from "../judging/field.js";

/** What comes after all keys of a prompt, and is counted since the same `dial`. */
const after = ["carrier", "psap", "announcement"] as const;

/**
 * `lost-keys: some`, or `none`; since the last `dial`. Keys take their time to leave: that none was lost before the
 * first could be holds always, and says nothing.
 */
export const lostKeys = defineField({
  schema: z
    .enum(["some", "none"])
    .describe(
      "keys that no prompt of the PBX counted, for each had the RTP timestamp of the key before it (PBX-112)",
    ),
  needs: "prompts",
  misuse: (expected, _subject, others) =>
    expected === "some" || after.some((name) => others[name] !== undefined && others[name] !== "none")
      ? undefined
      : "none holds before the first key has left: add what comes after the keys, carrier, psap or announcement",
  ofLostKeys: (expected, lost) => ({
    met: expected === (lost > 0 ? "some" : "none"),
    expected: expected === "some" ? "keys that are lost" : "no key that is lost",
    seen:
      lost === 0
        ? "no key was lost"
        : `${lost} keys were lost: each had the RTP timestamp of the key before it`,
  }),
});
