import { z } from "zod";
import {
  type EmergencyLinkName,
  emergencyLinks,
  neededLinks,
  wantedLinks,
} from "../../transcript/emergency-path-view.js";
import { defineField } from "../judging/field.js";

/** `emergency-path: good`, or `{ none: account }`, `{ degraded: call-back }` with the first link that is broken. */
export const emergencyPath = defineField({
  needs: "dial-plan",
  schema: z
    .union(
      [
        z.literal("good"),
        z.strictObject({ none: z.enum(neededLinks) }),
        z.strictObject({ degraded: z.enum(wantedLinks) }),
      ],
      {
        error: "expected good, { none: <link> } or { degraded: <link> }",
      },
    )
    .describe("docs/emergency-path.md names the links"),
  ofPhone: (expected, { emergency }) => {
    const wanted = textOf(expected);
    const name = emergency.link === undefined ? "" : ` (${emergencyLinks[emergency.link]})`;
    const seen = `${emergency.path}${name}`;
    const why = emergency.missing === "" ? "" : `: ${emergency.missing}`;
    return {
      met: seen === wanted,
      expected: `emergency path ${wanted}`,
      seen: `emergency path ${seen}${why}`,
    };
  },
});

function textOf(
  expected: "good" | { readonly none: EmergencyLinkName } | { readonly degraded: EmergencyLinkName },
): string {
  if (expected === "good") return expected;
  return "none" in expected ? `none (${expected.none})` : `degraded (${expected.degraded})`;
}
