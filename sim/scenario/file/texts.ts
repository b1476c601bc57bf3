import { z } from "zod";
import { quotedDigits } from "../../model/files/quoted-digits.js";
import { named } from "../names/named.js";

/** Texts that many words and fields take. */

export function text() {
  return z.string({ error: "expected text (in quotes where it looks like a number)" });
}

export function digits() {
  return quotedDigits;
}

export function yesOrNo() {
  return z.boolean({ error: "expected true or false" });
}

export function pin() {
  return z.string({ error: 'expected a PIN in quotes, such as "0012"' });
}

export function phoneName() {
  return named("phone", text().describe("name of a phone, or of a group: then one after the other"));
}

export function extension() {
  return named("extension", digits());
}

/** `lobby`, or the mapping `{ phone: lobby, … }` that it stands for. */
export function phoneOr<Whole extends z.ZodType>(whole: Whole) {
  return z.union([phoneName().transform((name) => whole.parse({ phone: name })), whole], {
    error: "expected a phone, such as `lobby`, or a mapping with `phone`",
  });
}

export function onePhone() {
  return phoneOr(z.strictObject({ phone: phoneName() }));
}

/** @returns a phone and, where it has several calls, which of them */
export function phoneAndCall() {
  return phoneOr(z.strictObject({ phone: phoneName(), call: named("call-on-phone", text()).optional() }));
}

export function phones() {
  return z
    .union([phoneName().transform((name) => [name]), z.array(phoneName()).min(1)], {
      error: "expected a phone or a list of phones",
    })
    .describe("a phone, a group or a list");
}

/** `none`, or what is expected of a thing that is there. */
export function noneOr<Schema extends z.ZodType>(schema: Schema) {
  return z.union([z.literal("none"), schema], { error: "expected none, or a mapping of fields" });
}

export function setupChanges() {
  return z
    .record(z.string(), z.unknown(), { error: "expected changes to the setup, as a mapping" })
    .describe("in the words of a setup, as under `with`");
}

/** Refuses a mapping without any field: it would expect nothing, and hold whatever happens. @param what to add */
export function notEmpty(what: string) {
  return ({ value, issues }: z.core.ParsePayload<object>): void => {
    if (Object.keys(value).length > 0 || issues.length > 0) return;
    issues.push({ code: "custom", message: `nothing is expected: ${what}`, input: value });
  };
}
