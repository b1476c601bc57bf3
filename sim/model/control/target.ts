import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { quotedDigits } from "../files/quoted-digits.js";

/**
 * A backend that deskfleet did not start: where it is, what kind it is, and what may be dialled on it
 * (emergency.md §7).
 */

const httpUrl = z.url({
  protocol: /^https?$/,
  error: "expected a URL such as http://192.0.2.10/provisioning/",
});

const sip = z.strictObject({
  host: z
    .string()
    .min(1)
    .describe("numeric address of the PBX: no emergency number leaves for another one (emergency.md §7)"),
  port: z.int().min(1).max(65535).default(5060),
});

export const targetFileSchema = kebabObject({
  target: z.string().describe("one line on what this is"),
  kind: z
    .enum(["live", "lab"])
    .default("live")
    .describe("lab: cannot reach a real PSAP, its emergency trunk ends at ours or nowhere"),
  "config-server": httpUrl.describe("what phones get as DHCP option 66"),
  sip,
  "control-url": httpUrl
    .optional()
    .describe("control API of `deskfleet backend`; absent: what needs it is blocked"),
  dial: z
    .strictObject({
      allow: z.array(quotedDigits).default([]).describe("emergency numbers that --allow-emergency may open"),
    })
    .prefault({}),
});

export type Target = z.output<typeof targetFileSchema>;
