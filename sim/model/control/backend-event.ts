import { z } from "zod";
import { announcementNames } from "./announcements.js";
import { farEndCallFields } from "./pbx-schemas.js";
import { trunkState } from "./trunk-states.js";

/** What becomes of a call from the PSAP. */
export const callBackStates = ["calling", "answered", "failed", "ended"] as const;

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
      type: z.literal("qualified"),
      extension: z.string(),
      mac: z.string().describe("of the phone, by its User-Agent"),
      reachable: z
        .boolean()
        .describe("false: none of its contacts there answers OPTIONS, and none is called"),
    })
    .readonly(),
  z
    .object({
      type: z.literal("outage"),
      of: z.literal("pbx"),
      on: z.boolean().describe("a PBX that is not this backend's own has ended; false: it is there again"),
    })
    .readonly(),
  z
    .object({
      type: z.literal("outside-calls"),
      extension: z.string().describe("whose limit a call counts for that began, ended or changed its trunk"),
      running: z.int().describe("its calls that leave by a trunk, all its phones together"),
      channels: z.record(z.string(), z.int()).readonly().describe("calls on each trunk that has some"),
    })
    .readonly(),
  z
    .object({ type: z.literal("applied").describe("Apply Config: the PBX has the setup as it is") })
    .readonly(),
  z
    .object({
      type: z.literal("features"),
      extension: z.string().describe("for all phones of which somebody has dialled a feature code"),
      doNotDisturb: z.boolean(),
      forwardTo: z.string().exactOptional().describe("absent: its calls are not forwarded"),
    })
    .readonly(),
  z
    .object({
      type: z.literal("clock"),
      wallMs: z.number().describe("to which a laboratory has moved it, in ms since 1970"),
      frozen: z.boolean(),
    })
    .readonly(),
  z
    .object({
      type: z.literal("trunk"),
      trunk: z.string(),
      state: trunkState.describe("in which a laboratory has put it"),
    })
    .readonly(),
  z
    .object({
      type: z.literal("ban"),
      location: z.string().exactOptional().describe("all phones of that offsite location"),
      address: z.string().exactOptional().describe("else: of that address"),
      seconds: z.number().describe("for which nothing from there is answered"),
    })
    .readonly(),
  z
    .object({
      type: z.literal("call-back"),
      number: z.string().describe("that the PSAP calls"),
      from: z.string().describe("that the called phone is shown"),
      state: z.enum(callBackStates),
      status: z.int().exactOptional().describe("final SIP status where nobody answered"),
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
  z
    .object({
      type: z
        .literal("key-lost")
        .describe("a prompt did not count a key: it had the RTP timestamp of the key before it (PBX-112)"),
      extension: z.string().describe("of the caller"),
      number: z.string(),
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
