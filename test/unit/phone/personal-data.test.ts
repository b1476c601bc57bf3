import { expect, test } from "vitest";
import { PersonalData } from "../../../sim/phone/personal-data.js";
import type { EventBody } from "../../../sim/transcript/event.js";

function create() {
  const passed: EventBody[] = [];
  const personal = new PersonalData({
    detail: "full",
    hide: () => undefined,
    record: (event) => passed.push(event),
  });
  return { personal, passed };
}

const call = (direction: "outgoing" | "incoming", number: string, over?: "ended"): EventBody => ({
  type: "call",
  call: "c",
  direction,
  state: over ?? (direction === "outgoing" ? "dialling" : "ringing"),
  number,
});
const config = (extension: string | undefined, outcome: "applied" | "kept" = "applied"): EventBody => ({
  type: "config",
  outcome,
  file: "cfg.xml",
  extension,
  accountLabel: extension,
  keys: [],
  dropped: [],
  settings: {},
});

test("the last number of each direction is remembered, and every event goes on", () => {
  const { personal, passed } = create();
  // The BYE of a call may be answered when the next one has been dialled.
  const late = call("outgoing", "1002", "ended");
  const events = [call("outgoing", "1002"), call("incoming", "1003"), call("outgoing", "1004"), late];
  for (const event of events) personal.record(event);
  expect(personal.recent).toEqual({ dialled: "1004", caller: "1003" });
  expect(passed).toEqual(events);
});

test.each<EventBody>([{ type: "history-erased", reason: "another owner" }, { type: "factory-reset" }])(
  "$type takes the numbers and Do Not Disturb",
  (event) => {
    const { personal } = create();
    personal.record(call("outgoing", "1002"));
    personal.toggleDoNotDisturb();
    personal.record(event);
    expect(personal.recent).toEqual({ dialled: undefined, caller: undefined });
    expect(personal.doNotDisturb).toBe(false);
  },
);

test("Do Not Disturb lasts as long as the account", () => {
  const { personal } = create();
  personal.record(config("1001"));
  personal.toggleDoNotDisturb();
  personal.record(config("1001"));
  personal.record(config("9000", "kept"));
  expect(personal.doNotDisturb).toBe(true);
  personal.record(config("9000"));
  expect(personal.doNotDisturb).toBe(false);
  personal.toggleDoNotDisturb();
  personal.toggleDoNotDisturb();
  expect(personal.doNotDisturb).toBe(false);
});
