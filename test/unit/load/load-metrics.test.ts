import { expect, test } from "vitest";
import type { DeskRecord } from "../../../sim/load/desk-record.js";
import { LoadMetrics } from "../../../sim/load/load-metrics.js";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import { newRegistrationCounters } from "../../../sim/phone/registration/registration-counters.js";
import { newDesk, registration } from "./desk-events.js";
import { planOf } from "./sample-plan.js";

function metricsOf({ count = 1, refreshes = 0 }) {
  const clock = new ManualClock();
  const counters = newRegistrationCounters();
  const metrics = new LoadMetrics(planOf({ count, refreshes }), clock, counters);
  const powerOn = (name: string): DeskRecord => {
    const desk = newDesk(name);
    desk.plannedMs = clock.now();
    metrics.take(desk, { type: "power", on: true });
    return desk;
  };
  return { clock, counters, metrics, powerOn, never: new AbortController().signal };
}

const registered = registration("registered", 200, 30);

test("the fleet has settled when each desk had an answer, and is done when each was held", async () => {
  const { metrics, powerOn, never } = metricsOf({ count: 2, refreshes: 1 });
  const [first, second] = [powerOn("desk-1"), powerOn("desk-2")];
  const heard: string[] = [];
  const settled = metrics.reached("settled", never).then((isSettled) => heard.push(`settled ${isSettled}`));
  metrics.take(first, registered);
  metrics.take(first, registered);
  await Promise.resolve();
  expect(heard).toEqual([]);
  metrics.take(second, registration("refused", 403));
  await settled;
  expect(heard).toEqual(["settled true"]);
  expect(await metrics.reached("done", never)).toBe(true);
  expect(metrics.progress()).toMatchObject({ planned: 2, started: 2, registered: 1, refused: 1, done: 2 });
});

test("a run that is given up first says so", async () => {
  const { metrics, powerOn } = metricsOf({ refreshes: 1 });
  metrics.take(powerOn("desk-1"), registered);
  const limit = new AbortController();
  const done = metrics.reached("done", limit.signal);
  limit.abort();
  expect(await done).toBe(false);
  expect(await metrics.reached("settled", limit.signal)).toBe(true);
});

test("a desk that loses its contact is not done any more until it refreshed again", () => {
  const { metrics, powerOn } = metricsOf({ refreshes: 1 });
  const desk = powerOn("desk-1");
  metrics.take(desk, registration("refused", 403));
  expect(metrics.progress().done).toBe(1);
  metrics.take(desk, registered);
  expect(metrics.progress().done).toBe(0);
});

test("a start is measured from its planned moment to the first registration, a gap to the end", () => {
  const { clock, metrics, powerOn } = metricsOf({});
  clock.advance(100);
  const desk = powerOn("desk-1");
  clock.advance(250);
  metrics.take(desk, registered);
  metrics.take(desk, registered);
  clock.advance(31_000);
  metrics.end([desk, newDesk("never started")]);
  expect(metrics.start.summary()).toMatchObject({ count: 1, max: expect.closeTo(250, -1) });
  expect(metrics.gap.summary()).toMatchObject({ count: 1, max: expect.closeTo(1000, -1) });
});

test("attempts are told apart, and requests are those of the fleet", () => {
  const clock = new ManualClock();
  const counters = newRegistrationCounters();
  const metrics = new LoadMetrics(planOf({}), clock, counters);
  metrics.registered(5, false);
  metrics.registered(3, true);
  metrics.registered(3, true);
  Object.assign(counters, { sent: 6, retransmits: 1 });
  expect(metrics.requests()).toEqual({ sent: 6, retransmitted: 1, timeouts: 0 });
  expect(metrics).toMatchObject({ registrations: 1, refreshes: 2 });
  expect([metrics.register.summary().count, metrics.refresh.summary().count]).toEqual([1, 2]);
});
