import { z } from "zod";
import type { PatchExtension, PatchUser, PutMapping, PutMappings, Resync } from "../../model/control-api.js";
import { HttpRefusal } from "./http-refusal.js";

/** What the bodies of the control API must look like. */

const mapping = { extension: z.string(), model: z.string(), template: z.string(), layout: z.string() };

export const putMappingBody = z.strictObject(mapping) satisfies z.ZodType<PutMapping>;
export const putMappingsBody = z.array(
  z.strictObject({ mac: z.string(), ...mapping }),
) satisfies z.ZodType<PutMappings>;
export const resyncBody = z.strictObject({ reboot: z.boolean() }) satisfies z.ZodType<Resync>;
export const patchUserBody = z.strictObject({
  groups: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<PatchUser>;
export const patchExtensionBody = z.strictObject({
  pin: z
    .string()
    .regex(/^-?[0-9*#]*$/, "expected digits, * and #")
    .exactOptional(),
  maxContacts: z.int().min(0).exactOptional(),
}) satisfies z.ZodType<PatchExtension>;

/** @throws HttpRefusal 400 that names the field and never its value, which may be a PIN */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
  throw new HttpRefusal(400, `${where}${issue?.message ?? "unreadable body"}`);
}
