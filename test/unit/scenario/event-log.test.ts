import { expect, test } from "vitest";
import type { EventLog } from "../../../sim/scenario/event-log.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { logOf, tell } from "./phone-events.js";

const never = new AbortController().signal;

function waitForBeep(log: EventLog, limitMs = 5000, signal = never) {
  return log.until(
    () => (log.ofPhone("desk").at(-1)?.type === "beep" ? "beeped" : undefined),
    limitMs,
    systemClock,
    signal,
  );
}

test("what lasts for one event only is seen", async () => {
  const log = logOf();
  const waiting = waitForBeep(log);
  tell(log, { type: "beep", phone: "desk" });
  tell(log, { type: "note", text: "and gone", phone: "desk" });
  expect(await waiting).toEqual({ end: "seen", value: "beeped" });
});

test("what is there already is not waited for", async () => {
  expect(await waitForBeep(logOf({ type: "beep", phone: "desk" }), 0)).toEqual({
    end: "seen",
    value: "beeped",
  });
});

test("a wait ends at its limit and when the run is given up", async () => {
  expect(await waitForBeep(logOf(), 1)).toEqual({ end: "time" });
  const stop = new AbortController();
  const waiting = waitForBeep(logOf(), 60_000, stop.signal);
  stop.abort();
  expect(await waiting).toEqual({ end: "aborted" });
  expect(await waitForBeep(logOf(), 60_000, stop.signal)).toEqual({ end: "aborted" });
});

test("an error in what is looked for ends the wait with that error", async () => {
  const log = logOf();
  const waiting = log.until(
    () => {
      if (log.all().length > 0) throw new Error("a bug");
      return undefined;
    },
    5000,
    systemClock,
    never,
  );
  tell(log, { type: "beep", phone: "desk" });
  await expect(waiting).rejects.toThrow("a bug");
  tell(log, { type: "beep", phone: "desk" });
});

test("since the last step is counted for each phone by itself", () => {
  const log = logOf({ type: "beep", phone: "desk" }, { type: "beep", phone: "hall" });
  log.markStep("desk");
  tell(log, { type: "power", on: true, phone: "desk" });
  expect(log.sinceStep("desk").map(({ type }) => type)).toEqual(["power"]);
  expect(log.sinceStep("hall").map(({ type }) => type)).toEqual(["beep"]);
  expect(log.ofPhone("desk")).toHaveLength(2);
  expect(log.view("desk").lastEvent).toBe("power on");
});
