import { z } from "zod";
import { duration } from "../../model/files/duration.js";
import { anyFields, type ExpectationFields, type FieldName, fieldNames } from "../expectation-fields.js";
import type { Field, Subject } from "../judging/field.js";
import { named } from "../names/named.js";
import { text } from "./texts.js";

/**
 * What a scenario may expect. All fields of one `expect` must hold at the same moment, within its time.
 * "Since" always means since the last step that touched that phone.
 */

type FieldSchemas = { [Name in FieldName]: z.ZodOptional<ExpectationFields[Name]["schema"]> };

const optionalFields = Object.fromEntries(
  Object.entries(anyFields).map(([name, { schema }]) => [name, schema.optional()]),
) as unknown as FieldSchemas;

const base = z.strictObject({
  phone: named("phone", text())
    .optional()
    .describe("a phone, or a group of phones: then it must hold for each of them"),
  call: named("call", text()).optional().describe("name that a dial step gave"),
  ...optionalFields,
  within: duration.optional().describe("default 10s"),
});

export type Expectation = z.output<typeof base>;

interface Contradiction {
  /** Field as the file names it; empty for the whole expectation. */
  readonly field: FieldName | "call" | "";
  readonly message: string;
}

/** What one `expect` gets wrong across its fields. */
function contradictions(expectation: Expectation): Contradiction[] {
  const { phone, call } = expectation;
  const given = fieldNames.filter((name) => expectation[name] !== undefined);
  const found = given.flatMap((name): Contradiction[] => {
    const field = anyFields[name];
    const isOfCall = call !== undefined && field.ofCall !== undefined;
    const subject = isOfCall ? "call" : phone === undefined ? undefined : "phone";
    const message =
      field.misuse?.(expectation[name], subject, expectation) ?? missingSubject(name, field, subject);
    return message === undefined ? [] : [{ field: name, message }];
  });
  if (call !== undefined && !given.some((name) => anyFields[name].ofCall)) {
    found.push({ field: "call", message: "call needs a state or a status that is expected of it" });
  }
  if (given.length === 0 && found.length === 0) {
    found.push({ field: "", message: "nothing is expected: add what must hold" });
  }
  return found;
}

function missingSubject(name: string, field: Field, subject: Subject | undefined): string | undefined {
  if (subject !== undefined || (!field.ofPhone && !field.askOfPhone)) return undefined;
  return field.ofCall ? `${name} needs a phone or a call` : `${name} needs a phone: add \`phone: <name>\``;
}

export const expectationSchema = base.superRefine((expectation, report) => {
  for (const { field, message } of contradictions(expectation)) {
    report.addIssue({ code: "custom", message, path: field === "" ? [] : [field] });
  }
});
