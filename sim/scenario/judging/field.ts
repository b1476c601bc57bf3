import type { z } from "zod";
import type { Probe } from "../../fleet/backend.js";
import type { HandsetView } from "../../transcript/handset-view.js";
import type { CallEvidence, FarEndEvidence, PhoneEvidence } from "../evidence/evidence.js";
import type { Check } from "./check.js";

/** What a backend must be able to show for a field to be judged; without it the step is blocked. */
type Evidence = "contacts" | "mapping" | "findings" | "far-end";

/** What an `expect` is about. */
export type Subject = "phone" | "call";

/**
 * All that there is to a field of `expect`: its schema, and how it is judged, by what its subject shows (`of…`) or by
 * what the backend answers (`ask…`). Names in it are marked in the schema (`named`).
 */
export interface Field<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly needs?: Evidence;
  /** Why this value says nothing about that subject; undefined where there is none. */
  misuse?(expected: z.output<Schema>, subject: Subject | undefined): string | undefined;
  ofPhone?(expected: z.output<Schema>, phone: PhoneEvidence): Check;
  ofCall?(expected: z.output<Schema>, call: CallEvidence): Check;
  ofFarEnds?(expected: z.output<Schema>, calls: FarEndEvidence): Check;
  askOfPhone?(expected: z.output<Schema>, probe: Probe, phone: HandsetView): Promise<Check>;
  ask?(expected: z.output<Schema>, probe: Probe): Promise<Check>;
}

/** Lets the compiler work out what is expected from the schema beside it. */
export function defineField<Schema extends z.ZodType>(field: Field<Schema>): Field<Schema> {
  return field;
}
