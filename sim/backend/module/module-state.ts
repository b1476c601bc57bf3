import { z } from "zod";
import { type Mac, parseMac } from "../../model/mac.js";

/** What the module knows and must still know after a restart: plain JSON, one object. */

const mac = z.string().transform((text, context): Mac => {
  const parsed = parseMac(text);
  if (parsed) return parsed;
  context.addIssue({ code: "custom", message: "expected a MAC" });
  return z.NEVER;
});

const logoutSettings = z.strictObject({
  action: z.string().optional(),
  template: z.string().optional(),
  layout: z.string().optional(),
});

const mapping = z.strictObject({
  extension: z.string(),
  role: z.enum(["user", "placeholder"]),
  template: z.string().optional(),
  layout: z.string().optional(),
  active: z.boolean(),
  atLogin: logoutSettings.optional(),
});

const device = z.strictObject({
  mac,
  model: z.string(),
  mapping: mapping.optional(),
  orphan: mapping.optional(),
});

/** Wrong PINs of an extension or a phone; times are wall clock in milliseconds. */
const wrongPins = z.strictObject({
  subject: z.string(),
  by: z.enum(["extension", "phone"]),
  atMs: z.array(z.number()).readonly(),
  heldUntilMs: z.number().optional(),
});

export const moduleStateSchema = z.strictObject({
  version: z.literal(1),
  devices: z.array(device).readonly(),
  wrongPins: z.array(wrongPins).readonly(),
  /** MAC → extension of the last login (policy remember-extension). */
  lastExtensions: z.record(z.string(), z.string()),
  /** Phones whose logout waits for the end of their call. */
  afterCall: z.array(mac).readonly(),
});

export type ModuleState = z.output<typeof moduleStateSchema>;
export type WrongPins = z.output<typeof wrongPins>;
