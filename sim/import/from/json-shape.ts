import { z } from "zod";
import type { Fault } from "../read/fault.js";

/** The JSON of PHP: a list may be an object with numbers for keys, a number a text, and an empty thing any of them. */

/** A text; a number and a truth value become one, nothing becomes the empty text. */
export const phpText = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .transform((value) => (value === null || value === undefined || value === false ? "" : String(value)));

export function phpList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

/** What lies under these keys; `undefined` where one of them is missing. */
export function under(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

/** The entries of a list that have this shape; each other one is a fault, and hides none. */
export function each<Schema extends z.ZodType>(
  list: unknown,
  schema: Schema,
  told: { readonly file: string; readonly what: string; readonly faults: Fault[] },
): z.output<Schema>[] {
  return phpList(list).flatMap((value, index) => {
    const result = schema.safeParse(value);
    if (result.success) return [result.data];
    const where = result.error.issues[0]?.path.join(".") ?? "";
    const message = `${told.what}[${index}]${where === "" ? "" : ` (${where})`} is not what FreePBX writes: it was not read`;
    told.faults.push({ file: told.file, message });
    return [];
  });
}

/** A whole number written as text; `undefined` where it is none. */
export function wholeNumber(text: string | null | undefined): number | undefined {
  return text !== null && text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
