import { z } from "zod";
import { announcementNames, announcements } from "../../model/control/announcements.js";
import type { AnnouncementEvidence } from "../evidence/evidence.js";
import type { Check } from "../judging/check.js";
import { defineField } from "../judging/field.js";

const wanted = z
  .enum([...announcementNames, "none"], { error: `expected ${announcementNames.join(", ")} or none` })
  .describe("what the PBX itself told a caller since the last `dial`: a 200 that went nowhere");

/** `announcement: all-busy`, or `none`; since the last `dial`. */
export const announcement = defineField({
  schema: wanted,
  needs: "announcements",
  ofAnnouncements: (expected, heard) => checkAnnouncement(expected, heard),
});

/** Pure: what was announced against what is expected. */
export function checkAnnouncement(expected: z.output<typeof wanted>, heard: AnnouncementEvidence): Check {
  const seen =
    heard.length === 0
      ? "no announcement"
      : heard
          .map(({ says, extension, number }) => `announcement ${says} to ${extension} for ${number}`)
          .join("; ");
  if (expected === "none") return { met: heard.length === 0, expected: "no announcement", seen };
  const text = announcements[expected];
  return {
    met: heard.some(({ says }) => says === expected),
    expected: `announcement ${expected} (${text})`,
    seen,
  };
}
