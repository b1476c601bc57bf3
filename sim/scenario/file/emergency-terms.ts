import { z } from "zod";
import { duration } from "../../model/files/duration.js";
import { kebabObject } from "../../model/files/kebab-object.js";
import { neededLinks } from "../../transcript/emergency-path-view.js";
import { phoneName } from "./texts.js";

/** What a scenario says of the emergency paths of its desks, beside its steps (INV-1). */
export const emergencyTerms = kebabObject({
  without: z
    .record(phoneName(), z.enum(neededLinks))
    .default({})
    .describe("desks that end without a path on purpose, each with the link that is broken then"),
  mistaken: z
    .array(phoneName())
    .default([])
    .describe("desks that think on purpose at the end that they are registered, and are not (INV-3)"),
  "longest-gap": duration
    .optional()
    .describe("how long a desk may be without a path; default: see docs/emergency-path.md"),
}).describe("what must be true beside the steps (INV-1, INV-3)");

export type EmergencyTerms = z.output<typeof emergencyTerms>;
