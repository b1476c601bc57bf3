import { expect, test } from "vitest";
import type { EventLog } from "../../../../sim/scenario/evidence/event-log.js";
import type { Topic } from "../../../../sim/scenario/evidence/topic.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { logOf, tell } from "../phone-events.js";

const never = new AbortController().signal;

function waitForBeep(log: EventLog, limitMs = 5000, signal = never) {
  return log.until(
    ["phone:desk"],
    () => (log.view("desk").lastEvent === "beep" ? "beeped" : undefined),
    limitMs,
    systemClock,
    signal,
  );
}

test("what lasts for one event only is seen", async () => {
  const log = logOf();
  const waiting = waitForBeep(log);
  tell(log, { type: "beep", phone: "desk" });
  tell(log, { type: "power", on: true, phone: "desk" });
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
    ["phone:desk"],
    () => {
      if (log.phone("desk").sinceStep.beeped) throw new Error("a bug");
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
  expect(log.phone("desk").sinceStep.beeped).toBe(false);
  expect(log.phone("hall").sinceStep.beeped).toBe(true);
  expect(log.view("desk").lastEvent).toBe("power on");
});

test("who waits for one phone is not woken by another, and once by an event of two topics", async () => {
  const log = logOf();
  const looks: (readonly Topic[])[] = [];
  const topics: Topic[] = ["phone:desk", "call:help"];
  const look = (changed: readonly Topic[]): true | undefined => {
    looks.push(changed);
    return log.view("desk").state === "READY" || undefined;
  };
  const waiting = log.until(topics, look, 5000, systemClock, never);
  const call = { type: "call", direction: "outgoing", state: "dialling", number: "911" } as const;
  tell(log, { type: "beep", phone: "hall" });
  tell(log, { type: "beep", phone: "desk" });
  tell(log, { ...call, call: "help", phone: "desk" });
  tell(log, { ...call, call: "other", phone: "hall" });
  tell(log, { type: "state", state: "READY", reason: "x", phone: "desk" });
  await waiting;
  expect(looks).toEqual([topics, ["phone:desk"], topics, ["phone:desk"]]);
});
