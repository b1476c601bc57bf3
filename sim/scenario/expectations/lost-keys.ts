import { z } from "zod";
import { defineField } from "../judging/field.js";

/** `lost-keys: some`, or `none`; since the last `dial`. */
export const lostKeys = defineField({
  schema: z
    .enum(["some", "none"])
    .describe(
      "keys that no prompt of the PBX counted, for each had the RTP timestamp of the key before it (PBX-112)",
    ),
  needs: "prompts",
  ofLostKeys: (expected, lost) => ({
    met: expected === (lost > 0 ? "some" : "none"),
    expected: expected === "some" ? "keys that are lost" : "no key that is lost",
    seen:
      lost === 0
        ? "no key was lost"
        : `${lost} keys were lost: each had the RTP timestamp of the key before it`,
  }),
});
