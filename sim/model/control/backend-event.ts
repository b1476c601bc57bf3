import { z } from "zod";
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
      type: z.literal("contact"),
      extension: z.string(),
      mac: z.string().describe("of the phone, by its User-Agent"),
      bound: z.boolean().describe("false: its last contact there is gone"),
    })
    .readonly(),
  z
    .object({
      type: z.literal("outside-calls"),
      extension: z.string(),
      running: z.int().describe("calls of the extension that leave by a trunk, all its phones together"),
      trunk: z.string().optional(),
      channels: z.int().optional().describe("calls on that trunk"),
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
