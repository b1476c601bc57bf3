import type { z } from "zod";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { EventLog } from "../../../sim/scenario/evidence/event-log.js";
import type { PhoneEvidence } from "../../../sim/scenario/evidence/evidence.js";
import type { Check } from "../../../sim/scenario/judging/check.js";
import type { Field } from "../../../sim/scenario/judging/field.js";
import type { EventBody, HandsetEvent } from "../../../sim/transcript/event.js";

export const profiles = loadProfiles();
export const setup = loadSetup("scenarios/setups/two-offices.yaml", profiles);

/** A log that is filled by hand, as the transcript would. */
export function logOf(...events: readonly (EventBody & { readonly phone?: string })[]): EventLog {
  const log = new EventLog();
  for (const event of events) tell(log, event);
  return log;
}

let seq = 0;

export function tell(log: EventLog, event: EventBody & { readonly phone?: string }): void {
  log.add({ seq: seq++, atMs: seq, ...event });
}

/** What is known of a phone after these events, all of them since the last step on it. */
export function phoneAfter(...events: readonly HandsetEvent[]): PhoneEvidence {
  const log = logOf(
    { ...introduction, phone: "desk" },
    ...events.map((event) => ({ ...event, phone: "desk" })),
  );
  return evidenceOf(log, "desk");
}

function evidenceOf(log: EventLog, phone: string): PhoneEvidence {
  const { view, sinceStep, incoming, dropped } = log.phone(phone);
  return { view, sinceStep, incoming, dropped, setup, emergency: view.emergency, epochMs: 0 };
}

/** What a field says of a phone. @throws Error where it is no field of a phone */
export function judged<Schema extends z.ZodType>(
  field: Field<Schema>,
  expected: z.output<Schema>,
  phone: PhoneEvidence,
): Check {
  const check = field.ofPhone?.(expected, phone);
  if (check === undefined) throw new Error("not a field of a phone");
  return check;
}

const introduction: HandsetEvent = {
  type: "handset",
  model: "CIP270",
  mac: "001fc1a1b2c3",
  location: "new-york",
  address: "127.10.0.5",
  lineKeys: 36,
  keysPerPage: 12,
  callWithoutRegistration: true,
};

/** A configuration with an account, in force. */
export function configOf(
  extension: string | undefined,
  more: Partial<Extract<HandsetEvent, { type: "config" }>> = {},
): HandsetEvent {
  return {
    type: "config",
    outcome: "applied",
    file: "cfg001fc1a1b2c3.xml",
    extension,
    accountLabel: extension,
    keys: [],
    dropped: [],
    settings: {},
    ...more,
  };
}
