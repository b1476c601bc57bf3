import { expect, test } from "vitest";
import { DeskfleetError } from "../../../../sim/model/errors.js";
import { EventLog } from "../../../../sim/scenario/evidence/event-log.js";
import type { PhoneLog } from "../../../../sim/scenario/evidence/phone-log.js";
import { Judgement } from "../../../../sim/scenario/judging/judgement.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { HandsetEvent } from "../../../../sim/transcript/event.js";
import { configOf, setup, tell } from "../phone-events.js";

/** Counts how often evidence of a phone is read, by an event that changes it or by who judges it. */
class CountedLog extends EventLog {
  reads = 0;

  override phone(name: string): PhoneLog {
    this.reads++;
    return super.phone(name);
  }
}

/** What a phone does until it is registered; the beep comes last. */
const life: readonly HandsetEvent[] = [
  { type: "power", on: true },
  { type: "boot", cause: "power", reason: "power on", askedBy: "hand" },
  { type: "state", state: "BOOT", reason: "power on" },
  configOf("9000"),
  { type: "state", state: "READY", reason: "configured" },
  { type: "registration", state: "registering", extension: "9000" },
  { type: "registration", state: "registered", extension: "9000", status: 200 },
  { type: "beep" },
];

const unasked = async (): Promise<never> => {
  throw new DeskfleetError("DF_CAPABILITY", "nothing of this expectation is asked of a backend");
};
const probe = {
  contacts: unasked,
  mapping: unasked,
  findings: unasked,
  notices: unasked,
  cdr: unasked,
  lacks: () => undefined,
};

/** How much is read until a group is registered, phone after phone, while as many others do the same unwatched. */
async function workFor(count: number): Promise<{ readonly reads: number; readonly looks: number }> {
  const log = new CountedLog();
  const phones = Array.from({ length: count }, (_each, index) => `desk-${index + 1}`);
  const judgement = new Judgement(
    { phone: "desk", registered: "9000", beeped: true },
    { log, setup, probe, paths: { pathOf: () => undefined }, phones, clock: systemClock },
  );
  let looks = 0;
  const waiting = log.until(
    judgement.topics,
    (changed) => {
      looks++;
      return judgement.look(changed) || undefined;
    },
    60_000,
    systemClock,
    new AbortController().signal,
  );
  for (const phone of phones) {
    for (const event of life) {
      tell(log, { ...event, phone });
      tell(log, { ...event, phone: `other-${phone}` });
    }
  }
  expect(await waiting).toEqual({ end: "seen", value: true });
  return { reads: log.reads, looks };
}

test.each([25, 50, 101, 202])(
  "an expectation on %i phones costs as much for each as on one",
  async (count) => {
    const one = await workFor(1);
    const many = await workFor(count);
    expect(many.looks).toBe(1 + life.length * count);
    expect(many.reads).toBe(one.reads * count);
  },
);
