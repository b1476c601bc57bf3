import type { z } from "zod";
import type { Probe } from "../../fleet/backend/probe.js";
import type { Evidence } from "../../model/control/evidence.js";
import type { Setup } from "../../model/setup/setup.js";
import type { HandsetView } from "../../transcript/handset-view.js";
import type {
  AnnouncementEvidence,
  CallBackEvidence,
  CallEvidence,
  FarEndEvidence,
  PhoneEvidence,
} from "../evidence/evidence.js";
import type { Check } from "./check.js";

/** What an `expect` is about. */
export type Subject = "phone" | "call";

/**
 * All that there is to a field of `expect`: its schema, and how it is judged, by what its subject shows (`of…`) or by
 * what the backend answers (`ask…`). Names in it are marked in the schema (`named`).
 */
export interface Field<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** What the backend must be able to show for it to be judged; without that the step is blocked. */
  readonly needs?: Evidence | ((expected: z.output<Schema>) => Evidence | undefined);
  /**
   * Why this value says nothing here; undefined where it does.
   * @param subject undefined: neither a phone nor a call
   * @param others all fields of the same `expect`, by their names
   */
  misuse?(
    expected: z.output<Schema>,
    subject: Subject | undefined,
    others: Readonly<Record<string, unknown>>,
  ): string | undefined;
  ofPhone?(expected: z.output<Schema>, phone: PhoneEvidence): Check;
  ofCall?(expected: z.output<Schema>, call: CallEvidence): Check;
  ofFarEnds?(expected: z.output<Schema>, calls: FarEndEvidence): Check;
  ofAnnouncements?(expected: z.output<Schema>, heard: AnnouncementEvidence): Check;
  /** @param lost how many */
  ofLostKeys?(expected: z.output<Schema>, lost: number): Check;
  ofCallBack?(expected: z.output<Schema>, made: CallBackEvidence, setup: Setup): Check;
  askOfPhone?(expected: z.output<Schema>, probe: Probe, phone: HandsetView): Promise<Check>;
  ask?(expected: z.output<Schema>, probe: Probe): Promise<Check>;
}

/** Lets the compiler work out what is expected from the schema beside it. */
export function defineField<Schema extends z.ZodType>(field: Field<Schema>): Field<Schema> {
  return field;
}
