import { expect, test } from "vitest";
import { paceStarts } from "../../../sim/fleet/pacing.js";
import { ManualClock } from "../../../sim/model/manual-clock.js";

test("starts come at their planned moments and never wait for one another", async () => {
  const clock = new ManualClock();
  const started: { index: number; plannedMs: number; atMs: number }[] = [];
  const end = paceStarts(
    { count: 5, perSecond: 50 },
    (index, plannedMs) => started.push({ index, plannedMs, atMs: clock.now() }),
    clock,
    new AbortController().signal,
  );
  for (let step = 0; step < 10; step++) clock.advance(10);
  expect(await end).toEqual({ started: 5, dropped: 0, late: 0 });
  expect(started.map(({ plannedMs }) => plannedMs)).toEqual([0, 20, 40, 60, 80]);
  for (const { plannedMs, atMs } of started) expect(atMs - plannedMs).toBeLessThanOrEqual(10);
});

test("after a stall the late starts are counted, and none is lost", async () => {
  const clock = new ManualClock();
  let count = 0;
  const end = paceStarts(
    { count: 100, perSecond: 50 },
    () => void count++,
    clock,
    new AbortController().signal,
  );
  clock.jump(5000);
  expect(await end).toMatchObject({ started: 100, dropped: 0 });
  expect((await end).late).toBeGreaterThan(90);
  expect(count).toBe(100);
});

test("what is given up is dropped and counted: planned = started + dropped", async () => {
  const clock = new ManualClock();
  const giveUp = new AbortController();
  const end = paceStarts({ count: 100, perSecond: 50 }, () => undefined, clock, giveUp.signal);
  clock.advance(100);
  giveUp.abort();
  clock.advance(10);
  const { started, dropped } = await end;
  expect(started).toBe(6);
  expect(started + dropped).toBe(100);
});
