import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { lineText } from "../files/line-text.js";
import { lineKeyTypes } from "../profile/profile.js";

export const lineKey = kebabObject({
  type: z.enum(lineKeyTypes),
  label: lineText.optional(),
  value: lineText.optional().describe("number of a speed dial, extension of a BLF, address of an XML app …"),
});

/** The line keys of one phone model. */
export const modelLayout = kebabObject({
  model: lineText.describe("HD-40: device type"),
  description: lineText.describe("HD-41: what a user picks by"),
  "clone-of": lineText.optional().describe("HD-47: take the keys of that layout"),
  keys: z.array(lineKey).optional(),
});

const pagingGroup = z.strictObject({
  address: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,3}){3}:\d{1,5}$/, 'expected address and port, such as "224.0.1.75:5000"'),
  label: lineText.default(""),
});

export const hostName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i, "expected the name or the address of a host");

/** A template of the module: settings of a phone that go with a login. */
export const template = kebabObject({
  "time-zone": lineText.optional().describe("as the phone shows it, e.g. -5 (HD-68)"),
  background: lineText.optional().describe("HD-51"),
  screensaver: lineText.optional().describe("HD-52"),
  "screen-timeout": z.int().min(0).optional().describe("seconds, HD-53"),
  "ring-tone": z.int().min(0).optional().describe("HD-55"),
  "ring-volume": z.int().min(0).max(10).optional().describe("HD-55"),
  "paging-groups": z
    .array(pagingGroup)
    .max(10)
    .optional()
    .describe("multicast pages it takes part in, HD-54"),
  "server-address": hostName
    .optional()
    .describe("name or address of the PBX for its phones, in place of the fallback host (HD-12)"),
  firmware: lineText.optional().describe("address of the firmware server"),
});
