import { z } from "zod";
import { announcementNames } from "./announcements.js";
import { farEndCallFields } from "./control-schemas.js";

/** A line of `GET /events`: what the backend under test shows to the harness, as it happens. */
export const backendEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("psap"), ...farEndCallFields }).readonly(),
  z
    .object({
      type: z.literal("mapping"),
      mac: z.string(),
      change: z.enum(["written", "deleted", "deactivated"]),
      extension: z.string().optional(),
      template: z.string().optional(),
      layout: z.string().optional(),
    })
    .readonly(),
  z
    .object({
      type: z.literal("announcement"),
      extension: z.string().describe("of the caller"),
      number: z.string(),
      says: z.enum(announcementNames),
    })
    .readonly(),
  z.object({ type: z.literal("fault"), fault: z.string() }).readonly(),
  z
    .object({
      type: z.literal("backend-note"),
      level: z.literal("warn").exactOptional().describe("absent: nobody has to do anything about it"),
      text: z.string(),
    })
    .readonly(),
]);

export type BackendEvent = z.output<typeof backendEvent>;
